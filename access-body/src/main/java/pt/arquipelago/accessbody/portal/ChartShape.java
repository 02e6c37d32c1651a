package pt.arquipelago.accessbody.portal;

import java.util.List;

/** What charts of bars and of lines share: the head, and round numbers for the scale. */
final class ChartShape {
    private static final int STEPS = 4;

    private ChartShape() {}

    record Head(String title, List<String> keys, int key, List<String> measures, int measure, boolean cut) {}

    /** From {@code low} (0, unless values lie below) to {@code high} in steps of 1, 2 or 5 times a power of ten. */
    record Scale(double low, double high, double step) {
        static Scale of(List<ChartOf.Point> points) {
            double most = points.stream().flatMap(point -> point.value().stream()).mapToDouble(Double::doubleValue).max().orElse(1);
            double least = points.stream().flatMap(point -> point.value().stream()).mapToDouble(Double::doubleValue).min().orElse(0);
            double top = Math.max(most, 0);
            double bottom = Math.min(least, 0);
            double step = step(top == bottom ? 1 : (top - bottom) / STEPS);
            return new Scale(Math.floor(bottom / step) * step, Math.max(step, Math.ceil(top / step) * step), step);
        }

        private static double step(double wanted) {
            double power = Math.pow(10, Math.floor(Math.log10(wanted)));
            double times = wanted / power;
            return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
        }

        int steps() {
            return (int) Math.round((high - low) / step);
        }

        double at(int i) {
            return low + i * step;
        }

        /** Between 0 and {@code length}. */
        int place(double value, int length) {
            return (int) Math.round((value - low) / (high - low) * length);
        }
    }

    static String cut(String text, int length) {
        return text.codePointCount(0, text.length()) <= length ? text : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
    }
}
