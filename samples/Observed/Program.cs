// Sends Zzz's metrics and traces to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names, or to the console.
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Zzz;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddZzz();

OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
    .WithMetrics(metrics => metrics.AddMeter("Zzz"))
    .WithTracing(tracing => tracing.AddSource("Zzz").AddSource("Microsoft.AspNetCore"));
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null) telemetry.UseOtlpExporter();
else telemetry.WithMetrics(metrics => metrics.AddConsoleExporter()).WithTracing(tracing => tracing.AddConsoleExporter());

var app = builder.Build();
app.MapZzz();
app.Run();

[WsRoute("/ws/echo")]
public sealed class EchoController
{
    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);
}
