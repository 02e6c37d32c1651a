package pt.arquipelago.demo.generate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What people have for years, as {@code conditions.csv} describes it. */
enum Condition {
    HYPERTENSION, DYSLIPIDAEMIA, DIABETES, INSULIN, DEPRESSION, ANXIETY, INSOMNIA, BACK_PAIN, OBESITY, ASTHMA, COPD, RESPIRATORY_FAILURE, SLEEP_APNOEA, RHINITIS, REFLUX,
    ISCHAEMIC_HEART, HEART_FAILURE, ATRIAL_FIBRILLATION, STROKE, CANCER, HYPOTHYROIDISM, OSTEOARTHRITIS, OSTEOPOROSIS, ARTHRITIS, GOUT, PROSTATE, BLADDER, GLAUCOMA,
    DEMENTIA, PARKINSON, EPILEPSY, PSYCHOSIS, MIGRAINE, VARICOSE_VEINS, VERTIGO, SMOKING, HIV;

    /** Half of the people have fewer conditions than others of their age, half have more: so they come together. */
    static final double[] BURDENS = {.6, 1.4};

    private static final Condition[] ALL = values();
    private static final double MOST = .97;

    private record Facts(String icpc, String icd, String words, double men, Condition of, double years, double[] share) {
    }

    private static final Map<Condition, Facts> FACTS = read();

    static Condition at(int place) {
        return ALL[place];
    }

    long bit() {
        return 1L << ordinal();
    }

    boolean in(long conditions) {
        return (conditions & bit()) != 0;
    }

    String icpc() {
        return FACTS.get(this).icpc();
    }

    String icd() {
        return FACTS.get(this).icd();
    }

    String words() {
        return FACTS.get(this).words();
    }

    double years() {
        return FACTS.get(this).years();
    }

    /** The bits of several, by name, parted by spaces; 0 for none. */
    static long bits(String names) {
        return names.isBlank() ? 0 : Arrays.stream(names.split(" ")).map(Condition::valueOf).mapToLong(Condition::bit).reduce(0, (a, b) -> a | b);
    }

    /** The share of people of a band, sex and burden who have it. */
    double share(int band, boolean male, int burden) {
        Facts facts = FACTS.get(this);
        double sex = male ? facts.men() : 2 - facts.men();
        double share = facts.share()[band] * sex;
        return facts.of() == null ? Math.min(MOST, share * BURDENS[burden]) : Math.min(MOST, share) * facts.of().share(band, male, burden);
    }

    /** Tables of what {@link #share} says, for those with many draws: by condition; those of others under the condition that these are there. */
    static double[] chances(int band, boolean male, int burden) {
        double[] chances = new double[ALL.length];
        for (Condition condition : ALL) {
            Condition of = FACTS.get(condition).of();
            double share = condition.share(band, male, burden);
            chances[condition.ordinal()] = of == null ? share : share == 0 ? 0 : share / of.share(band, male, burden);
        }
        return chances;
    }

    static long draw(double[] chances, Draw draw) {
        long all = 0;
        for (int i = 0; i < chances.length; i++) {
            if (chances[i] > 0 && draw.chance(chances[i])) {
                all |= 1L << i;
            }
        }
        return withoutOrphans(all);
    }

    /** The share that has one of several. */
    static double shareOfAny(long conditions, int band, boolean male, int burden) {
        if (conditions == 0) {
            return 1;
        }
        double none = 1;
        for (Condition condition : ALL) {
            if (condition.in(conditions)) {
                none *= 1 - condition.share(band, male, burden);
            }
        }
        return 1 - none;
    }

    private static long withoutOrphans(long conditions) {
        long all = conditions;
        all = DIABETES.in(all) ? all : all & ~INSULIN.bit();
        return COPD.in(all) ? all : all & ~RESPIRATORY_FAILURE.bit();
    }

    private static Map<Condition, Facts> read() {
        Map<Condition, Facts> all = new EnumMap<>(Condition.class);
        Map<String, String[]> rows = new HashMap<>();
        ResourceTable.rows("conditions.csv").forEach(cells -> rows.put(cells[0], cells));
        for (Condition condition : ALL) {
            String[] cells = rows.remove(condition.name());
            double[] share = Arrays.stream(cells[7].split(" ")).mapToDouble(Double::parseDouble).toArray();
            if (share.length != Population.BANDS) {
                throw new IllegalStateException(condition + " has not a share for each band");
            }
            all.put(condition, new Facts(cells[1], cells[2], cells[3], Double.parseDouble(cells[4]), cells[5].isEmpty() ? null : valueOf(cells[5]),
                    Double.parseDouble(cells[6]), share));
        }
        if (!rows.isEmpty()) {
            throw new IllegalStateException("conditions.csv has others too: " + rows.keySet());
        }
        return all;
    }
}
