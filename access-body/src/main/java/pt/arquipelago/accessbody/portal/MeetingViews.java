package pt.arquipelago.accessbody.portal;

import pt.arquipelago.accessbody.portal.view.Words;
import pt.arquipelago.accessbody.task.SeeMeetings.Meeting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Earlier rows that a question meets, in words. */
final class MeetingViews {
    private static final int MOST = 20;

    private MeetingViews() {}

    /** Before it runs: those that will be shown again, counted, and those that are one condition apart. */
    static List<String> checked(List<Meeting> meetings, Words words) {
        List<String> said = new ArrayList<>();
        List<Meeting> near = meetings.stream().filter(meeting -> !meeting.same()).toList();
        long same = meetings.size() - near.size();
        if (same > 0) {
            said.add(words.with("meets.same", words.number(same)));
        }
        near.stream().limit(MOST).forEach(meeting -> said.add(words.with("meets.near", name(meeting, words), row(meeting.of(), words), meeting.question())));
        if (near.size() > MOST) {
            said.add(words.with("meets.more", words.number(near.size() - MOST)));
        }
        return said;
    }

    /** Of a suppressed cell. */
    static String nearest(Meeting meeting, Words words) {
        return words.with(meeting.same() ? "meets.nearest.same" : "meets.nearest", row(meeting.of(), words), meeting.question());
    }

    private static String name(Meeting meeting, Words words) {
        return meeting.column().map(column -> column + ", ").orElse("") + row(meeting.keys(), words);
    }

    private static String row(List<Object> keys, Words words) {
        return keys.isEmpty() ? words.get("meets.only") : keys.stream().map(key -> key == null ? words.get("result.null") : key.toString()).collect(Collectors.joining(" · "));
    }
}
