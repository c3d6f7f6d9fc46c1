package dev.pointsman.router.dialect.matrix;

/** One field of the matrix. */
record Cell(ClientVoice client, VendorVoice vendor, Feature feature, boolean streaming) {

    boolean isEqual() {
        return client.dialect().equals(vendor.dialect());
    }

    @Override
    public String toString() {
        return "%s → %s, %s%s"
                .formatted(client.dialect(), vendor.dialect(), feature.title(), streaming ? ", streamed" : "");
    }
}
