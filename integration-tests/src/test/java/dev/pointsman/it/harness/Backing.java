package dev.pointsman.it.harness;

/** A vendor of one dialect, which a client of any other is answered by; its name is its profile's and its provider's too. */
public enum Backing {
    CHAT("chat") {
        @Override
        public Script says(String... pieces) {
            return ChatVendor.judged(ChatVendor.says(pieces));
        }

        @Override
        public Script calls(String id, String name, String arguments) {
            return ChatVendor.judged(ChatVendor.calls(new ChatVendor.Call(id, name, arguments)));
        }

        @Override
        public Script refuses(String reason) {
            return Script.json(400, ChatVendor.error(reason, "invalid_request_error"));
        }

        @Override
        public String resultPath() {
            return "/messages/2/content";
        }
    },
    MESSAGES("messages") {
        @Override
        public Script says(String... pieces) {
            return MessagesVendor.says(pieces);
        }

        @Override
        public Script calls(String id, String name, String arguments) {
            return MessagesVendor.answers("tool_use", new MessagesVendor.Part.Call(id, name, arguments));
        }

        @Override
        public Script refuses(String reason) {
            return Script.json(400, MessagesVendor.error("invalid_request_error", reason));
        }

        @Override
        public String resultPath() {
            return "/messages/2/content/0/content";
        }
    };

    private final String vendor;

    Backing(String vendor) {
        this.vendor = vendor;
    }

    public String vendor() {
        return vendor;
    }

    /** The model that a client asks for to get this one. */
    public String model() {
        return "auto-" + vendor;
    }

    public abstract Script says(String... pieces);

    public abstract Script calls(String id, String name, String arguments);

    public abstract Script refuses(String reason);

    /** Where the result of a call stands in the second request of a loop. */
    public abstract String resultPath();

    /** A policy with all of them. */
    public static Policy policy(Vendor vendor) {
        return new Policy()
                .chat("chat", vendor.at("chat"), "gpt-it")
                .messages("messages", vendor.at("messages"), "claude-it")
                .profile("default", "chat")
                .profile("chat", "chat")
                .profile("messages", "messages");
    }
}
