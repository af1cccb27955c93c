using Microsoft.Extensions.Options;
using Zzz.Handshake;

namespace Zzz.Hosting.Mapping;

/// <summary>Refuses invalid options for a route, with a message that names each of them.</summary>
internal static class WsOptionsValidator
{
    /// <summary>Checks the options that <paramref name="source"/> set.</summary>
    public static void ThrowIfInvalid(WsOptions options, string source)
    {
        string[] failures = [.. Failures(options).Select(failure => $"{source}: {failure}")];
        if (failures.Length > 0) throw new OptionsValidationException(source, typeof(WsOptions), failures);
    }

    public static IEnumerable<string> Failures(WsOptions options)
    {
        if (options.MaxMessageSize < 1) yield return $"MaxMessageSize must be at least 1 byte, not {options.MaxMessageSize}.";
        if (options.MaxBufferedBytes < 1) yield return $"MaxBufferedBytes must be at least 1 byte, not {options.MaxBufferedBytes}.";
        if (options.MaxConnections < 1) yield return $"MaxConnections must be at least 1, not {options.MaxConnections}.";
        if (options.MaxSubscriptions < 1) yield return $"MaxSubscriptions must be at least 1, not {options.MaxSubscriptions}.";
        if (!IsLimit(options.CloseTimeout)) yield return $"CloseTimeout must be more than zero and at most a year; it is {options.CloseTimeout}.";
        if (!IsLimit(options.KeepAliveTimeout)) yield return $"KeepAliveTimeout must be more than zero and at most a year; it is {options.KeepAliveTimeout}.";
        foreach ((string name, TimeSpan value) in OptionalLimits(options))
        {
            if (value != Timeout.InfiniteTimeSpan && !IsLimit(value))
                yield return $"{name} must be more than zero and at most a year, or Timeout.InfiniteTimeSpan for no limit; it is {value}.";
        }

        if (!Enum.IsDefined(options.SlowConsumer)) yield return $"SlowConsumer must be Close or Drop, not {options.SlowConsumer}.";
        if (options.TrafficLogSize < 0) yield return $"TrafficLogSize must be at least 0 bytes, not {options.TrafficLogSize}.";
        foreach (string failure in RateFailures(nameof(options.RateLimit), options.RateLimit).Concat(ChannelFailures(options.Channels)))
            yield return failure;
        WsCompressionOptions compression = options.Compression;
        if (!Enum.IsDefined(compression.Level)) yield return $"Compression.Level must be Fastest or Optimal, not {compression.Level}.";
        if (compression.MinSize < 0) yield return $"Compression.MinSize must be at least 0 bytes, not {compression.MinSize}.";
        if (compression.ServerMaxWindowBits is < 8 or > 15)
            yield return $"Compression.ServerMaxWindowBits must be 8 to 15, not {compression.ServerMaxWindowBits}.";
        if (compression.ClientMaxWindowBits is < 8 or > 15)
            yield return $"Compression.ClientMaxWindowBits must be 8 to 15, not {compression.ClientMaxWindowBits}.";
        foreach (string origin in options.AllowedOrigins)
            if (!OriginPolicy.CanMatch(origin)) yield return NeverMatches(origin);
        foreach (string subprotocol in options.Subprotocols)
            if (!IsToken(subprotocol)) yield return $"Subprotocols must be tokens (RFC 9110 §5.6.2), not \"{subprotocol}\".";
    }

    private static IEnumerable<string> RateFailures(string name, WsRateLimit? limit)
    {
        if (limit is { } rate && !(rate.MessagesPerSecond > 0 && double.IsFinite(rate.MessagesPerSecond)))
            yield return $"{name}.MessagesPerSecond must be more than zero, not {rate.MessagesPerSecond}.";
        if (limit is { Burst: < 1 }) yield return $"{name}.Burst must be at least 1, not {limit.Burst}.";
    }

    private static IEnumerable<string> ChannelFailures(ChannelOptions channels)
    {
        if (channels.MaxTopicsPerConnection < 1) yield return $"Channels.MaxTopicsPerConnection must be at least 1, not {channels.MaxTopicsPerConnection}.";
        foreach (string failure in RateFailures("Channels.RateLimit", channels.RateLimit)) yield return failure;
        if (!Enum.IsDefined(channels.RateLimitAction)) yield return $"Channels.RateLimitAction must be Drop or Close, not {channels.RateLimitAction}.";
    }

    private static (string Name, TimeSpan Value)[] OptionalLimits(WsOptions options) =>
    [
        (nameof(options.KeepAliveInterval), options.KeepAliveInterval),
        (nameof(options.SendTimeout), options.SendTimeout),
        (nameof(options.IdleTimeout), options.IdleTimeout),
        (nameof(options.MaxLifetime), options.MaxLifetime),
        ("Channels.HeartbeatTimeout", options.Channels.HeartbeatTimeout),
    ];

    public static bool IsLimit(TimeSpan value) => value > TimeSpan.Zero && value <= TimeSpan.FromDays(365);

    private static string NeverMatches(string origin) =>
        $"AllowedOrigins contains \"{origin}\", which cannot match any page's origin. Write an origin as browsers send it, such as https://example.com, "
        + "https://*.example.com for all subdomains, http://localhost:* for all ports, null, file://, or * for every page.";

    private static bool IsToken(string? text) =>
        !string.IsNullOrEmpty(text) && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c));
}
