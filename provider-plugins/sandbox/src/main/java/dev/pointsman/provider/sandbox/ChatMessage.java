package dev.pointsman.provider.sandbox;

/**
 * One message of a conversation, as far as the sandbox looks at it.
 *
 * @param role as the caller wrote it
 * @param text all its text parts, one after another
 */
record ChatMessage(String role, String text) {

    boolean isFromUser() {
        return role.equals("user");
    }

    boolean isToolResult() {
        return role.equals("tool") || role.equals("function");
    }

    @Override
    public String toString() {
        return "ChatMessage[" + role + ", " + text.length() + " characters]";
    }
}
