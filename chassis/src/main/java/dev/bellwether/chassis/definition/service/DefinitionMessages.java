package dev.bellwether.chassis.definition.service;

import dev.bellwether.chassis.definition.DefinitionDraft;
import dev.bellwether.chassis.definition.DefinitionDrafts;
import dev.bellwether.chassis.definition.DefinitionView;
import dev.bellwether.chassis.definition.kind.DefinitionName;
import dev.bellwether.chassis.definition.kind.DefinitionRevision;
import dev.bellwether.chassis.errors.Refusal;
import dev.bellwether.chassis.time.Dates;
import dev.bellwether.definitions.v1.Definition;
import dev.bellwether.definitions.v1.Draft;
import dev.bellwether.definitions.v1.Revision;
import java.util.Optional;

final class DefinitionMessages {

    private DefinitionMessages() {}

    static DefinitionDrafts.Edit edit(Draft draft, String author) {
        if (draft.getRetire() && !draft.getText().isEmpty()) {
            throw new Refusal.InvalidArgument("definition.draft.text", "a draft that retires the definition has no text");
        }
        return new DefinitionDrafts.Edit(draft.getRetire() ? Optional.empty() : Optional.of(draft.getText()), author);
    }

    static Definition message(DefinitionView view) {
        Definition.Builder definition = Definition.newBuilder()
                .setName(view.name().toString())
                .setTitle(view.title())
                .setInForce(view.inForce())
                .setNewerShippedText(view.newerShippedText());
        view.published().ifPresent(revision -> definition.setPublished(message(view.name(), revision, view.text())));
        view.draft().ifPresent(draft -> definition.setDraft(message(draft)));
        return definition.build();
    }

    private static Draft message(DefinitionDraft draft) {
        return Draft.newBuilder()
                .setText(draft.text().orElse(""))
                .setRetire(draft.retires())
                .setEtag(draft.etag())
                .setAuthor(draft.author())
                .setUpdateTime(Dates.timestamp(draft.updateTime()))
                .setApprover(draft.approver().orElse(""))
                .setBaseRevision(draft.baseRevision())
                .build();
    }

    static Revision message(DefinitionName name, DefinitionRevision revision, String text) {
        Revision.Builder message = Revision.newBuilder()
                .setName(name.revision(revision.number()))
                .setRevision(revision.number())
                .setText(text)
                .setDigest(revision.digest())
                .setAuthor(revision.author())
                .setPublisher(revision.publisher())
                .setPublishTime(Dates.timestamp(revision.publishTime()))
                .setReason(revision.reason())
                .setRevertsTo(revision.revertsTo())
                .setRetired(revision.retired())
                .setPlaysAct(revision.playsAct());
        revision.firstDay().ifPresent(day -> message.setFirstDay(Dates.date(day)));
        return message.build();
    }
}
