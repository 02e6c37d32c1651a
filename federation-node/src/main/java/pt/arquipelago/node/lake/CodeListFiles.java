package pt.arquipelago.node.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lake's code lists: one file a list, named by its digest, so that a column's metadata names exactly one list for ever. */
final class CodeListFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    CodeListFiles(Path root) {
        this.folder = root.resolve("_code_lists");
    }

    void write(CodeList list) {
        Path file = file(list.digest());
        if (Files.exists(file)) {
            return;
        }
        ObjectNode json = JSON.createObjectNode().put("name", list.name());
        ArrayNode codes = json.putArray("codes");
        list.codes().forEach(code -> codes.addObject()
                .put("code", code.code()).put("pt", code.title().pt()).put("en", code.title().en()));
        try {
            AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        } catch (IOException e) {
            throw new LakeException("the code list " + list.name() + " cannot be written", e);
        }
    }

    /** @throws LakeException also if the file's content is not what its name says */
    CodeList read(String digest) {
        CodeList list;
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file(digest)));
            List<CodeList.Code> codes = new ArrayList<>();
            for (JsonNode code : json.required("codes")) {
                Text title = new Text(code.required("pt").textValue(), code.required("en").textValue());
                codes.add(new CodeList.Code(code.required("code").textValue(), title));
            }
            list = new CodeList(json.required("name").textValue(), codes);
        } catch (IOException | RuntimeException e) {
            throw new LakeException("the code list " + digest + " cannot be read", e);
        }
        if (!list.digest().equals(digest)) {
            throw new LakeException("the code list " + digest + " was changed: its content has the digest " + list.digest());
        }
        return list;
    }

    private Path file(String digest) {
        return folder.resolve(digest.replace("sha256:", "") + ".json");
    }
}
