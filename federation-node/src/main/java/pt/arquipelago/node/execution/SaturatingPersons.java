package pt.arquipelago.node.execution;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Counts distinct persons (or other protected values) up to a cap, for many conditions in one pass: the support of every
 * term of a question. Inputs are BIGINT values and then BIGINT masks, whose bits say which conditions a record meets
 * ({@link #CONDITIONS_PER_MASK} to a mask). The result is an array of BIGINT, one count per {@link Counter}.
 *
 * <p>Its buffer is BIGINT slots only, so that Spark keeps it in a hash aggregate, which spills and never sorts: first the
 * number of counters still open, then per counter its size and the values seen. A record of a group whose counters are all
 * closed costs one look at the first slot.
 */
public final class SaturatingPersons extends ImperativeAggregate implements Serializable {
    static final int CONDITIONS_PER_MASK = 63;

    private final List<Counter> counters;
    private final int values;
    private final Seq<Expression> inputs;
    private final int mutableOffset;
    private final int inputOffset;
    private final int[] ordinals;
    private final int[] starts;
    private final int slots;
    private final Seq<AttributeReference> bufferAttributes;
    private final Seq<AttributeReference> inputBufferAttributes;

    /** Public with the product's own parameters because Spark copies expressions by reflection. */
    public SaturatingPersons(List<Counter> counters, Integer values, Seq<Expression> inputs, Integer mutableOffset, Integer inputOffset) {
        this(counters, values, inputs, mutableOffset, inputOffset, null, null);
    }

    private SaturatingPersons(
            List<Counter> counters, int values, Seq<Expression> inputs, int mutableOffset, int inputOffset,
            Seq<AttributeReference> bufferAttributes, Seq<AttributeReference> inputBufferAttributes) {
        this.counters = List.copyOf(requireNonNull(counters, "counters is null"));
        this.values = values;
        this.inputs = requireNonNull(inputs, "inputs is null");
        this.mutableOffset = mutableOffset;
        this.inputOffset = inputOffset;
        this.ordinals = ordinals(inputs);
        this.starts = new int[this.counters.size()];
        int next = 1;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = next;
            next += this.counters.get(i).cap() + 1;
        }
        this.slots = next;
        this.bufferAttributes = bufferAttributes == null ? attributes(slots) : bufferAttributes;
        this.inputBufferAttributes = inputBufferAttributes == null ? attributes(slots) : inputBufferAttributes;
    }

    /** @param inputs the values, then the masks */
    static SaturatingPersons of(List<Counter> counters, int values, List<Expression> inputs) {
        return new SaturatingPersons(new ArrayList<>(counters), values, CollectionConverters.asScala(inputs).toSeq(), 0, 0);
    }

    @Override
    public void initialize(InternalRow buffer) {
        buffer.setLong(mutableOffset, counters.size());
        for (int slot = 1; slot < slots; slot++) {
            buffer.setLong(mutableOffset + slot, 0);
        }
    }

    @Override
    public void update(InternalRow buffer, InternalRow input) {
        if (buffer.getLong(mutableOffset) == 0) {
            return;
        }
        for (int i = 0; i < starts.length; i++) {
            Counter counter = counters.get(i);
            if (isOpen(buffer, i, counter) && meets(counter, input) && !isNull(counter.value(), input)) {
                add(buffer, i, value(counter.value(), input));
            }
        }
    }

    @Override
    public void merge(InternalRow buffer, InternalRow other) {
        for (int i = 0; i < starts.length; i++) {
            int start = inputOffset + starts[i];
            long size = other.getLong(start);
            for (int j = 1; j <= size && isOpen(buffer, i, counters.get(i)); j++) {
                add(buffer, i, other.getLong(start + j));
            }
        }
    }

    @Override
    public Object eval(InternalRow buffer) {
        long[] counts = new long[starts.length];
        for (int i = 0; i < starts.length; i++) {
            counts[i] = isMoot(buffer, counters.get(i)) ? 0 : buffer.getLong(mutableOffset + starts[i]);
        }
        return new GenericArrayData(counts);
    }

    private boolean isOpen(InternalRow buffer, int index, Counter counter) {
        return buffer.getLong(mutableOffset + starts[index]) < counter.cap() && !isMoot(buffer, counter);
    }

    /** Whether the counter that makes this one unnecessary is full. */
    private boolean isMoot(InternalRow buffer, Counter counter) {
        int unless = counter.unless();
        return unless != Counter.NONE && buffer.getLong(mutableOffset + starts[unless]) == counters.get(unless).cap();
    }

    private boolean meets(Counter counter, InternalRow input) {
        if (counter.condition() == Counter.ALWAYS) {
            return true;
        }
        long mask = value(values + counter.condition() / CONDITIONS_PER_MASK, input);
        return (mask >>> (counter.condition() % CONDITIONS_PER_MASK) & 1) == 1;
    }

    private boolean isNull(int index, InternalRow input) {
        return ordinals == null ? inputs.apply(index).eval(input) == null : input.isNullAt(ordinals[index]);
    }

    private long value(int index, InternalRow input) {
        return ordinals == null ? (Long) inputs.apply(index).eval(input) : input.getLong(ordinals[index]);
    }

    /** Only called while the counter is open. */
    private void add(InternalRow buffer, int index, long value) {
        int start = mutableOffset + starts[index];
        int size = (int) buffer.getLong(start);
        for (int j = 1; j <= size; j++) {
            if (buffer.getLong(start + j) == value) {
                return;
            }
        }
        buffer.setLong(start + size + 1, value);
        buffer.setLong(start, size + 1L);
        if (size + 1 == counters.get(index).cap()) {
            buffer.setLong(mutableOffset, buffer.getLong(mutableOffset) - closedBy(buffer, index));
        }
    }

    /** How many counters end with one that is full now: itself, and those that it makes unnecessary. */
    private int closedBy(InternalRow buffer, int full) {
        int closed = 1;
        for (int i = 0; i < starts.length; i++) {
            Counter counter = counters.get(i);
            if (counter.unless() == full && buffer.getLong(mutableOffset + starts[i]) < counter.cap()) {
                closed++;
            }
        }
        return closed;
    }

    @Override
    public int mutableAggBufferOffset() {
        return mutableOffset;
    }

    @Override
    public int inputAggBufferOffset() {
        return inputOffset;
    }

    @Override
    public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
        return new SaturatingPersons(counters, values, inputs, offset, inputOffset, bufferAttributes, inputBufferAttributes);
    }

    @Override
    public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
        return new SaturatingPersons(counters, values, inputs, mutableOffset, offset, bufferAttributes, inputBufferAttributes);
    }

    @Override
    public Seq<AttributeReference> aggBufferAttributes() {
        return bufferAttributes;
    }

    @Override
    public Seq<AttributeReference> inputAggBufferAttributes() {
        return inputBufferAttributes;
    }

    @Override
    public StructType aggBufferSchema() {
        StructType schema = new StructType();
        for (AttributeReference attribute : CollectionConverters.asJava(bufferAttributes)) {
            schema = schema.add(attribute.name(), attribute.dataType(), false);
        }
        return schema;
    }

    @Override
    public DataType dataType() {
        return new ArrayType(DataTypes.LongType, false);
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public Seq<Expression> children() {
        return inputs;
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> newChildren) {
        return new SaturatingPersons(counters, values, newChildren, mutableOffset, inputOffset, bufferAttributes, inputBufferAttributes);
    }

    @Override
    public String prettyName() {
        return "saturating_persons";
    }

    @Override
    public int productArity() {
        return 5;
    }

    @Override
    public Object productElement(int n) {
        return switch (n) {
            case 0 -> counters;
            case 1 -> values;
            case 2 -> inputs;
            case 3 -> mutableOffset;
            case 4 -> inputOffset;
            default -> throw new IndexOutOfBoundsException(n);
        };
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof SaturatingPersons;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SaturatingPersons that
                && counters.equals(that.counters) && values == that.values && inputs.equals(that.inputs)
                && mutableOffset == that.mutableOffset && inputOffset == that.inputOffset;
    }

    @Override
    public int hashCode() {
        return Objects.hash(counters, values, inputs, mutableOffset, inputOffset);
    }

    /** Once bound, inputs are columns of the row and are read without a box; null before. */
    private static int[] ordinals(Seq<Expression> inputs) {
        int[] ordinals = new int[inputs.size()];
        for (int i = 0; i < ordinals.length; i++) {
            if (!(inputs.apply(i) instanceof BoundReference bound)) {
                return null;
            }
            ordinals[i] = bound.ordinal();
        }
        return ordinals;
    }

    private static Seq<AttributeReference> attributes(int slots) {
        AttributeReference[] attributes = new AttributeReference[slots];
        for (int i = 0; i < slots; i++) {
            attributes[i] = new AttributeReference(
                    "slot" + i, DataTypes.LongType, false, Metadata.empty(), NamedExpression.newExprId(),
                    CollectionConverters.asScala(List.<String>of()).toSeq());
        }
        return CollectionConverters.asScala(Arrays.asList(attributes)).toSeq();
    }
}
