package pt.arquipelago.node.ingest;

import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;
import pt.arquipelago.node.profile.Profile;
import pt.arquipelago.node.profile.SourceColumn;
import pt.arquipelago.node.profile.SourceType;
import pt.arquipelago.node.profile.Treatment;
import pt.arquipelago.pseudonymisation.identifier.IdentifierType;
import pt.arquipelago.pseudonymisation.identifier.ProductCode;

/** A value such as an extract could hold in a column, made up out of the profile alone. It is nobody's. */
final class MadeUp {
    private static final String PARISH = "131210";

    private static final String POSTCODE = "4200-319";

    private MadeUp() {}

    /** For the made-up postcode alone. */
    static PostcodeTable postcodes() {
        return PostcodeTable.of(Map.of(POSTCODE, PARISH.substring(0, 4)));
    }

    /** For the made-up codes alone; its PhPID is no product's. */
    static MedicineTable medicines() {
        return new MedicineTable(Map.of(checked(ProductCode.CNPEM.name()), "0x00000000INVENTADO"));
    }

    static String value(Profile profile, SourceColumn column, LocalDate today) {
        if (column.codes().isPresent()) {
            return column.codes().get().values().iterator().next();
        }
        for (SourceColumn.LakeColumn lake : column.makes()) {
            if (lake.treatment() instanceof Treatment.Pseudonym pseudonym) {
                return identifier(pseudonym.type());
            }
            if (lake.treatment() instanceof Treatment.Postcode) {
                return POSTCODE;
            }
            if (lake.treatment() instanceof Treatment.Nuts3) {
                return column.form().filter(form -> form.equals("\\d{6}")).isPresent() ? PARISH : PARISH.substring(0, 4);
            }
        }
        if (column.check().isPresent()) {
            return checked(column.check().get().name());
        }
        return switch (column.type().kind()) {
            case STRING, LIST -> column.form().map(MadeUp::matching).orElse("texto inventado");
            case INT, BIGINT, DECIMAL, DOUBLE -> column.min().filter(min -> !min.startsWith("-")).orElse(column.max().filter(max -> max.startsWith("-")).orElse("12"));
            case BOOLEAN -> "true";
            case DATE, TIMESTAMP -> day(profile, column, today);
        };
    }

    /** A birth long ago, anything else lately; within the column's bounds, as the extract would write it. */
    private static String day(Profile profile, SourceColumn column, LocalDate today) {
        LocalDate day = (column.name().contains("nasc") || column.name().contains("birth")) ? LocalDate.of(1958, 3, 14) : today.minusDays(40);
        if (column.min().filter(min -> !min.equals("today") && day.isBefore(LocalDate.parse(min))).isPresent()) {
            return column.min().get();
        }
        if (column.max().filter(max -> !max.equals("today") && day.isAfter(LocalDate.parse(max))).isPresent()) {
            return column.max().get();
        }
        boolean time = column.type().kind() == SourceType.Kind.TIMESTAMP;
        String date = time ? day + " 10:30:00" : day.toString();
        return time ? date : profile.csv().dateFormat().map(format -> format.replace("%Y", date.substring(0, 4)).replace("%m", date.substring(5, 7))
                .replace("%d", date.substring(8, 10)).replace("%y", date.substring(2, 4))).orElse(date);
    }

    /** With right check digits. */
    private static String identifier(IdentifierType type) {
        return switch (type) {
            case PATIENT_NUMBER, NIF -> "123456789";
            case NISS -> "12345678902";
            case CITIZEN_CARD -> "000000000ZZ4";
            case PRESCRIPTION -> "1011000000012345678";
            case PROFESSIONAL -> "12345";
            case FHIR_RESOURCE -> "Patient/a1b2";
            default -> "AB-2025-001";
        };
    }

    private static String checked(String form) {
        if (form.equals("UCUM")) {
            return "mmol/L";
        }
        for (ProductCode code : ProductCode.values()) {
            if (code.name().equals(form)) {
                return switch (code) {
                    case INFARMED_NUMBER -> "5440987";
                    case CHNM -> "10000002";
                    case CNPEM -> "50012345";
                };
            }
        }
        return identifier(IdentifierType.valueOf(form));
    }

    /** A short text that the pattern matches, for the patterns that profiles have; else one that says what it is. */
    static String matching(String pattern) {
        try {
            String made = new Sample(pattern).alternatives();
            return Pattern.matches(pattern, made) ? made : "texto inventado";
        } catch (RuntimeException e) {
            return "texto inventado";
        }
    }

    /** Reads a pattern from left to right and writes the first text that comes to mind. */
    private static final class Sample {
        private final String pattern;
        private int at = 0;

        Sample(String pattern) {
            this.pattern = pattern;
        }

        /** The first alternative; the others are read over. */
        String alternatives() {
            String first = sequence();
            while (at < pattern.length() && pattern.charAt(at) == '|') {
                at++;
                sequence();
            }
            return first;
        }

        private String sequence() {
            StringBuilder text = new StringBuilder();
            while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
                String atom = atom();
                text.append(atom.repeat(times()));
            }
            return text.toString();
        }

        private String atom() {
            char c = pattern.charAt(at++);
            if (c == '(') {
                at += pattern.startsWith("?:", at) ? 2 : 0;
                String inside = alternatives();
                at++;
                return inside;
            }
            if (c == '[') {
                int end = pattern.indexOf(']', at);
                String members = pattern.substring(at, end);
                at = end + 1;
                return members.startsWith("^") ? "x" : String.valueOf(members.startsWith("\\d") ? '1' : members.charAt(0));
            }
            if (c == '\\') {
                char escaped = pattern.charAt(at++);
                return escaped == 'd' ? "1" : escaped == 'w' ? "x" : String.valueOf(escaped);
            }
            return c == '.' ? "x" : String.valueOf(c);
        }

        /** Once, unless a number is given: then at least that, and at least once. */
        private int times() {
            if (at < pattern.length() && "?*+".indexOf(pattern.charAt(at)) >= 0) {
                at++;
                return 1;
            }
            if (at >= pattern.length() || pattern.charAt(at) != '{') {
                return 1;
            }
            int end = pattern.indexOf('}', at);
            String least = pattern.substring(at + 1, end).split(",")[0];
            at = end + 1;
            return Math.max(1, Integer.parseInt(least));
        }
    }
}
