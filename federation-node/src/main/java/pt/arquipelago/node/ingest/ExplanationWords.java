package pt.arquipelago.node.ingest;

import java.util.List;
import pt.arquipelago.node.lake.Text;
import pt.arquipelago.node.profile.Treatment;
import pt.arquipelago.node.settings.KeySetting;

/** The explanation's words, in the two languages of the portal. */
enum ExplanationWords {
    PT, EN;

    String code() {
        return this == PT ? "pt" : "en";
    }

    String of(Text text) {
        return this == PT ? text.pt() : text.en();
    }

    String title() {
        return say("O que acontece a cada coluna na entrada dos dados", "What happens to each column when data are taken in");
    }

    String institution() {
        return say("Nó da instituição", "The institution's node");
    }

    String domain() {
        return say("Domínio de pseudonimização", "Pseudonymisation domain");
    }

    String date() {
        return say("Data", "Date");
    }

    String custody(KeySetting key) {
        if (key.custodian().isPresent()) {
            return say("Chave: com um depositário fora da instituição, libertada para cada carregamento por duas pessoas",
                    "Key: with a custodian outside the institution, released for each ingest by two persons");
        }
        if (key.pkcs11().isPresent()) {
            return say("Chave: aberta por um dispositivo criptográfico (PKCS#11) uma vez por carregamento", "Key: unwrapped by a token (PKCS#11) once per ingest");
        }
        return key.command().isEmpty() ? say("Chave: num ficheiro da própria instituição (custódia local)", "Key: in a file of the institution itself (local custody)")
                : say("Chave: impressa por um comando (" + key.command().get(0) + ")", "Key: printed by a command (" + key.command().get(0) + ")");
    }

    String thrownAway() {
        return say("Os valores são inventados e de ninguém. Os pseudónimos mostrados foram feitos com uma chave que já não existe; os da instituição são outros.",
                "The values are made up and nobody's. The pseudonyms shown were made with a key that no longer exists; the institution's are others.");
    }

    List<String> header() {
        return this == PT ? List.of("coluna", "valor inventado", "o que acontece", "no repositório", "valor no repositório")
                : List.of("column", "made-up value", "what happens", "in the lake", "value in the lake");
    }

    String dropped() {
        return say("eliminado: não fica em ficheiro algum", "dropped: it is in no file afterwards");
    }

    String hidden() {
        return say("sem valor quando o perfil o manda esconder", "no value where the profile says that it is hidden");
    }

    String signature() {
        return say("Assinatura", "Signature");
    }

    List<String> lines() {
        return this == PT ? List.of("Encarregado da proteção de dados", "Data", "Assinatura") : List.of("Data protection officer", "Date", "Signature");
    }

    String of(Treatment treatment) {
        if (treatment instanceof Treatment.Keep) {
            return say("fica como está", "kept as it is");
        }
        if (treatment instanceof Treatment.Pseudonym pseudonym) {
            return say("pseudónimo (" + pseudonym.type() + "): um número calculado com a chave; o valor não fica escrito",
                    "pseudonym (" + pseudonym.type() + "): a number computed with the key; the value itself is not written");
        }
        if (treatment instanceof Treatment.Year) {
            return say("só o ano", "the year alone");
        }
        if (treatment instanceof Treatment.BirthYear birth) {
            return say("só o ano; quem tem 90 ou mais anos " + birth.on().map(on -> "em " + on).orElse("no dia do carregamento") + " fica com o ano de quem faz 90",
                    "the year alone; whoever is 90 or over on " + birth.on().orElse("the day of ingest") + " has the year of those who turn 90");
        }
        if (treatment instanceof Treatment.AgeBand band) {
            return say("faixa etária de cinco anos " + band.on().map(on -> "em " + on).orElse("no dia do carregamento"),
                    "five-year age band on " + band.on().orElse("the day of ingest"));
        }
        if (treatment instanceof Treatment.Day) {
            return say("só o dia", "the day alone");
        }
        if (treatment instanceof Treatment.DateShift shift) {
            return say("o dia, movido até " + shift.most() + " dias, igual para todas as datas da pessoa", "the day, moved by up to " + shift.most() + " days, alike for all dates of the person");
        }
        if (treatment instanceof Treatment.Nuts3) {
            return say("só a região NUTS 3", "the NUTS 3 region alone");
        }
        if (treatment instanceof Treatment.Postcode postcode) {
            return postcode.region() ? say("só a região NUTS 3 do código postal, pela tabela da instituição", "the NUTS 3 region of the postcode alone, by the institution's table")
                    : say("só o concelho do código postal, pela tabela da instituição", "the municipality of the postcode alone, by the institution's table");
        }
        if (treatment instanceof Treatment.PharmaceuticalProduct) {
            return say("o produto farmacêutico (PhPID) do código, pela tabela da instituição, se houver", "the pharmaceutical product (PhPID) of the code, by the institution's table, if there is one");
        }
        if (treatment instanceof Treatment.Prefix prefix) {
            return say("só os primeiros " + prefix.length() + " caracteres do código", "the first " + prefix.length() + " characters of the code alone");
        }
        return treatment.text();
    }

    private String say(String pt, String en) {
        return this == PT ? pt : en;
    }
}
