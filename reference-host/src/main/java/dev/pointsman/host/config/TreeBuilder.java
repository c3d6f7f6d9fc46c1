package dev.pointsman.host.config;

import dev.pointsman.api.provider.SettingsProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes a tree of JDK types out of nodes, remembers lines and collects what is wrong on the way. For one document. */
final class TreeBuilder {

    /** Aliases are expanded, and aliases of aliases grow without bound; no policy written by people comes near. */
    private static final int MAX_VALUES = 100_000;

    private static final Set<Tag> SCALARS = Set.of(Tag.STR, Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT);

    private final Map<String, Integer> lines = new HashMap<>();
    private final List<SettingsProblem> problems = new ArrayList<>();
    private final List<SettingsProblem> notes = new ArrayList<>();
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    Map<String, Integer> lines() {
        return lines;
    }

    List<SettingsProblem> problems() {
        return problems;
    }

    List<SettingsProblem> notes() {
        return notes;
    }

    /** The tree of a whole document; empty when its top is no mapping. */
    Map<String, Object> root(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping("", mapping);
        }
        if (!node.getTag().equals(Tag.NULL)) {
            problem("", "must be a mapping at the top", "start with for example \"providers:\"");
        }
        return Map.of();
    }

    private @Nullable Object value(String path, Node node) {
        lines.putIfAbsent(path, node.getStartMark().getLine() + 1);
        if (++values > MAX_VALUES) {
            throw new YAMLException("its aliases expand to more than " + MAX_VALUES + " values");
        }
        if (!known(node)) {
            problem(path, "has the tag " + node.getTag().getValue() + ", which means nothing here", "remove the tag");
            return null;
        }
        if (!open.add(node)) {
            problem(path, "contains itself through an alias", "remove the alias");
            return null;
        }
        try {
            return switch (node) {
                case MappingNode mapping -> mapping(path, mapping);
                case SequenceNode sequence -> sequence(path, sequence);
                case ScalarNode scalar -> scalar(path, scalar);
                default -> throw new YAMLException("it has a node that is neither mapping, list nor value");
            };
        } finally {
            open.remove(node);
        }
    }

    private Map<String, Object> mapping(String path, MappingNode node) {
        Map<String, Object> merged = new LinkedHashMap<>();
        Map<String, Object> own = new LinkedHashMap<>();
        Map<String, Integer> firstLines = new HashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(path, tuple.getValueNode(), merged);
            } else if (tuple.getKeyNode() instanceof ScalarNode key) {
                member(path, key, tuple.getValueNode(), firstLines, own);
            } else {
                problem(path, "has a key that is itself a list or a mapping", "use a plain word as the key");
            }
        }
        merged.putAll(own);
        return merged;
    }

    private void member(
            String path, ScalarNode key, Node node, Map<String, Integer> firstLines, Map<String, Object> into) {
        String name = key.getValue();
        String at = path.isEmpty() ? name : path + "." + name;
        int line = key.getStartMark().getLine() + 1;
        Integer first = firstLines.putIfAbsent(name, line);
        if (first != null) {
            problem(at, "stands here twice, in lines " + first + " and " + line, "keep one of them");
            return;
        }
        lines.put(at, line);
        Object value = value(at, node);
        if (value != null) {
            into.put(name, value);
        } else if (node.getTag().equals(Tag.NULL)) {
            notes.add(new SettingsProblem(at, "has no value and is left out", "give it one or remove the line"));
        }
    }

    private void merge(String path, Node node, Map<String, Object> into) {
        List<Node> sources = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        for (Node source : sources) {
            if (value(path, source) instanceof Map<?, ?> map) {
                map.forEach((key, value) -> into.putIfAbsent((String) key, value));
            } else {
                problem(path, "merges (<<) something that is no mapping", "let the alias name a mapping");
            }
        }
    }

    private List<Object> sequence(String path, SequenceNode node) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < node.getValue().size(); i++) {
            Node item = node.getValue().get(i);
            Object value = value(path + "[" + i + "]", item);
            if (value != null) {
                list.add(value);
            } else if (item.getTag().equals(Tag.NULL)) {
                problem(path + "[" + i + "]", "has no value", "write one or remove the line");
            }
        }
        return list;
    }

    private @Nullable Object scalar(String path, ScalarNode node) {
        Tag tag = node.getTag();
        String text = node.getValue();
        if (tag.equals(Tag.STR)) {
            return text;
        }
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        try {
            if (tag.equals(Tag.INT)) {
                return integer(new BigDecimal(text));
            }
            if (tag.equals(Tag.FLOAT)) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException e) {
            problem(path, "is no number", "write digits alone");
            return null;
        }
        throw new IllegalStateException("a tag that known() lets pass has no rule");
    }

    private static boolean known(Node node) {
        return switch (node) {
            case MappingNode mapping -> mapping.getTag().equals(Tag.MAP);
            case SequenceNode sequence -> sequence.getTag().equals(Tag.SEQ);
            default -> SCALARS.contains(node.getTag());
        };
    }

    private static Object integer(BigDecimal number) {
        if (number.precision() > 18) {
            return number;
        }
        long value = number.longValueExact();
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }

    private void problem(String path, String message, String wayOut) {
        problems.add(new SettingsProblem(path, message, wayOut));
    }
}
