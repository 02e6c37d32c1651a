package pt.arquipelago.analysis.guard;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest numbers that left, in one space while it holds them; when it is full another begins, and the full one stays beside it until
 * that is full too. So a number is held against all of the latest that others do not add up to, at least as many as one space holds.
 */
final class Subspaces {
    private static final int MOST = 2;

    private final List<Subspace> spaces = new ArrayList<>();
    private int dropped = 0;

    Subspaces() {
        spaces.add(new Subspace());
    }

    /** How many numbers there were, also before those that are held. */
    int dimensions() {
        return dropped + spaces.stream().mapToInt(Subspace::dimensions).sum();
    }

    boolean isTooClose(Sketch value, int k) {
        return spaces.stream().anyMatch(space -> space.isTooClose(value, k));
    }

    /** @return whether the number could not be worked out of those in the newest space */
    boolean enter(Sketch value) {
        if (newest().isFull()) {
            spaces.add(new Subspace());
        }
        if (spaces.size() > MOST) {
            dropped += spaces.remove(0).dimensions();
        }
        return newest().enter(value);
    }

    private Subspace newest() {
        return spaces.get(spaces.size() - 1);
    }

    byte[] toBytes() {
        List<byte[]> all = spaces.stream().map(Subspace::toBytes).toList();
        ByteBuffer bytes = ByteBuffer.allocate(2 * Integer.BYTES + all.stream().mapToInt(each -> Integer.BYTES + each.length).sum());
        bytes.putInt(dropped).putInt(all.size());
        all.forEach(each -> bytes.putInt(each.length).put(each));
        return bytes.array();
    }

    static Subspaces fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Subspaces read = new Subspaces();
        read.spaces.clear();
        read.dropped = buffer.getInt();
        for (int left = buffer.getInt(); left > 0; left--) {
            byte[] space = new byte[buffer.getInt()];
            buffer.get(space);
            read.spaces.add(Subspace.fromBytes(space));
        }
        return read;
    }
}
