package pt.arquipelago.node.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistryBase;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.xbean.asm9.ClassWriter;
import org.apache.xbean.asm9.Opcodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pt.arquipelago.node.SparkForTests;

/**
 * Every function of Spark's registries and every concrete plan and expression class on the class path is allowed or denied by name, so
 * that a new Spark cannot open a door: what it brings stops the build until somebody judged it.
 */
@Tag("spark")
class ClosedListsTest {
    private static final String CATALYST = "org.apache.spark.sql.catalyst.";
    private static final String PLAN = CATALYST + "plans.logical.LogicalPlan";
    private static final String EXPRESSION = CATALYST + "expressions.Expression";
    private static final Set<String> ALLOWED_CLASSES = allowed(AllowedList.PARSED_PLAN, AllowedList.PARSED_EXPRESSIONS, AllowedList.ANALYSED_PLAN,
            AllowedList.ANALYSED_EXPRESSIONS);
    private static final Set<String> ALLOWED_FUNCTIONS = allowed(AllowedList.FUNCTIONS);

    @Test
    void everyClassIsAllowedOrDenied() throws IOException {
        Set<String> classes = classes();
        assertThat(classes).hasSizeGreaterThan(1_000);
        assertThat(without(classes, ALLOWED_CLASSES, denied(false))).as("classes that nobody judged").isEmpty();
    }

    @Test
    void everyFunctionIsAllowedOrDenied() throws IOException {
        Set<String> functions = functions((SparkSession) SparkForTests.session());
        assertThat(functions).hasSizeGreaterThan(500);
        assertThat(without(functions, ALLOWED_FUNCTIONS, denied(true))).as("functions that nobody judged").isEmpty();
    }

    @Test
    void nothingIsBothAllowedAndDenied() throws IOException {
        assertThat(ALLOWED_CLASSES).doesNotContainAnyElementsOf(denied(false));
        assertThat(ALLOWED_FUNCTIONS).doesNotContainAnyElementsOf(denied(true));
    }

    /** A name that is gone, or a wildcard, would judge nothing. */
    @Test
    void everyEntryIsThere() throws IOException {
        Set<String> classes = classes();
        assertThat(without(ALLOWED_CLASSES, classes)).isEmpty();
        assertThat(without(denied(false), classes)).isEmpty();
        Set<String> functions = functions((SparkSession) SparkForTests.session());
        assertThat(without(ALLOWED_FUNCTIONS, functions)).isEmpty();
        assertThat(without(denied(true), functions)).isEmpty();
    }

    /** Parts of SQL that a new Spark might bring. */
    @Test
    void aNewClassIsNoticed(@TempDir Path folder) throws IOException {
        write(folder, "AddedPlan", "org/apache/spark/sql/catalyst/plans/logical/OneRowRelation");
        write(folder, "AddedExpression", "org/apache/spark/sql/catalyst/expressions/Pi");
        try (URLClassLoader added = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(without(classes(new ClassGraph().overrideClassLoaders(added, getClass().getClassLoader())), ALLOWED_CLASSES, denied(false)))
                    .containsExactlyInAnyOrder("plans.logical.AddedPlan", "plans.logical.AddedExpression");
        }
    }

    private static void write(Path folder, String name, String parent) throws IOException {
        ClassWriter type = new ClassWriter(0);
        type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "org/apache/spark/sql/catalyst/plans/logical/" + name, null, parent, null);
        Path file = folder.resolve("org/apache/spark/sql/catalyst/plans/logical/" + name + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, type.toByteArray());
    }

    @Test
    void aNewFunctionIsNoticed() throws IOException {
        SparkSession session = (SparkSession) SparkForTests.session().newSession();
        session.udf().register("brand_new", (UDF0<Integer>) () -> 1, DataTypes.IntegerType);
        assertThat(without(functions(session), ALLOWED_FUNCTIONS, denied(true))).containsExactly("brand_new");
    }

    private static Set<String> classes() {
        return classes(new ClassGraph());
    }

    private static Set<String> classes(ClassGraph path) {
        try (ScanResult found = path.acceptPackages("org.apache.spark", "pt.arquipelago.node.execution").ignoreClassVisibility().enableClassInfo().scan()) {
            Set<String> names = new TreeSet<>();
            Stream.of(PLAN, EXPRESSION).forEach(kind -> found.getSubclasses(kind).filter(type -> !type.isAbstract())
                    .forEach(type -> names.add(type.getName().startsWith(CATALYST) ? type.getName().substring(CATALYST.length()) : type.getName())));
            return names;
        }
    }

    private static Set<String> functions(SparkSession session) {
        Set<String> names = new TreeSet<>();
        for (FunctionRegistryBase<?> registry : new FunctionRegistryBase<?>[] {session.sessionState().functionRegistry(), session.sessionState().tableFunctionRegistry()}) {
            for (FunctionIdentifier function : Trees.list(registry.listFunction())) {
                names.add(function.funcName().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static Set<String> denied(boolean functions) throws IOException {
        Set<String> names = new TreeSet<>();
        String section = "";
        try (InputStream in = ClosedListsTest.class.getResourceAsStream("denied.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList()) {
                if (line.startsWith("[")) {
                    section = line;
                } else if (section.endsWith("functions]") == functions) {
                    assertThat(names.add(line)).as("%s stands once", line).isTrue();
                }
            }
        }
        return names;
    }

    private static Set<String> allowed(AllowedList... lists) {
        Set<String> names = new TreeSet<>();
        Stream.of(lists).forEach(list -> names.addAll(list.reasons().keySet()));
        return names;
    }

    @SafeVarargs
    private static Set<String> without(Set<String> names, Set<String>... others) {
        Set<String> left = new TreeSet<>(names);
        Stream.of(others).forEach(left::removeAll);
        return left;
    }
}
