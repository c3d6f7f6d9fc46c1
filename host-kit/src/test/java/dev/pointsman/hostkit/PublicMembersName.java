package dev.pointsman.hostkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Whether a public method or constructor takes or returns a type of a library. */
final class PublicMembersName extends ArchCondition<JavaClass> {

    private final String library;

    PublicMembersName(String library) {
        super("name types of " + library + " in public members");
        this.library = library;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnit member : type.getCodeUnits()) {
            if (member.getModifiers().contains(JavaModifier.PUBLIC)) {
                boolean names = isOfLibrary(member.getRawReturnType())
                        || member.getRawParameterTypes().stream().anyMatch(this::isOfLibrary);
                events.add(new SimpleConditionEvent(member, names, member.getDescription()));
            }
        }
    }

    private boolean isOfLibrary(JavaClass type) {
        return type.getName().startsWith(library);
    }
}
