package dev.pointsman.provider.testkit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A vendor that gives the same well-formed HTTP answer to everything, and remembers what it was asked. */
public final class FakeVendor implements AutoCloseable {

    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().gzipDisabled(true));

    private FakeVendor() {}

    public static FakeVendor start() {
        FakeVendor vendor = new FakeVendor();
        vendor.server.start();
        return vendor;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** From now on, and forgets what it was asked so far. */
    public FakeVendor answers(int status, String contentType, Map<String, String> headers, String body) {
        return answers(status, headers, new Body(contentType, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** From now on, and forgets what it was asked so far. */
    public FakeVendor answers(int status, Map<String, String> headers, Body body) {
        ResponseDefinitionBuilder response = aResponse()
                .withStatus(status)
                .withHeader("content-type", body.contentType())
                .withBody(body.bytes());
        headers.forEach(response::withHeader);
        server.resetAll();
        server.stubFor(any(anyUrl()).willReturn(response));
        return this;
    }

    public FakeVendor answersJson(int status, String body) {
        return answers(status, "application/json", Map.of(), body);
    }

    public FakeVendor streams(Body body) {
        return answers(200, Map.of(), body);
    }

    /** What came since the last answer was set, in its order. */
    public List<Received> received() {
        return server.getServeEvents().getRequests().reversed().stream()
                .map(event -> received(event.getRequest()))
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Received received(LoggedRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key().toLowerCase(Locale.ROOT), header.firstValue());
        }
        return new Received(request.getMethod().value(), request.getUrl(), headers, request.getBodyAsString());
    }
}
