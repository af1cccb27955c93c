using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Zzz.Telemetry;

namespace Zzz.Hosting.Refusing;

/// <summary>Logs why an endpoint refuses requests: once per reason and, for refused origins, once per origin, however many requests arrive.</summary>
internal sealed class RefusalLog(ILogger logger, string allowedOrigins)
{
    private const int MaxOrigins = 32;
    private const int MaxLength = 256;

    private readonly ConcurrentDictionary<string, byte> _reasons = new();
    private readonly ConcurrentDictionary<string, byte> _origins = new();
    private int _originCount;

    /// <summary>Logs a refusal; <see langword="null"/> means that the controller's <c>OnUpgrade</c> refused the request.</summary>
    public void Add(string route, UpgradeRefusal? refusal, HttpRequest request)
    {
        if (refusal == UpgradeRefusal.Origin) AddOrigin(route, request);
        else if (_reasons.TryAdd(refusal?.Reason ?? UpgradeRefusal.Verdict, 0))
            Log.Refused(logger, route, refusal?.Text ?? "the result of OnUpgrade", refusal?.Advice ?? "");
    }

    private void AddOrigin(string route, HttpRequest request)
    {
        string origin = Cut(request.Headers.Origin.ToString());
        if (Volatile.Read(ref _originCount) > MaxOrigins || !_origins.TryAdd(origin, 0)) return;
        int count = Interlocked.Increment(ref _originCount);
        if (count <= MaxOrigins) Log.RefusedOrigin(logger, route, origin, Cut(request.Host.Value ?? ""), allowedOrigins.Length == 0 ? "none" : allowedOrigins);
        else if (count == MaxOrigins + 1) Log.RefusedMoreOrigins(logger, route);
    }

    /// <summary>Truncates a text whose length an untrusted client chooses.</summary>
    private static string Cut(string text) => text.Length > MaxLength ? text[..MaxLength] + "…" : text;
}
