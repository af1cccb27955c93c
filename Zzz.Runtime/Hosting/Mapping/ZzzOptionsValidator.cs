using Microsoft.Extensions.Options;
using Zzz.Channels.History;

namespace Zzz.Hosting.Mapping;

/// <summary>Refuses invalid options for the host, with a message that names each of them.</summary>
internal sealed class ZzzOptionsValidator(IEnumerable<IConfigureOptions<WsOptions>> ignored) : IValidateOptions<ZzzOptions>
{
    public ValidateOptionsResult Validate(string? name, ZzzOptions options)
    {
        string[] failures = [.. Failures(options).Concat(WsOptionsValidator.Failures(options))];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(ZzzOptions options)
    {
        if (ignored.Any()) yield return "Configure<WsOptions>(…) on the services has no effect: write AddZzz(options => …), or Configure<ZzzOptions>(…).";
        if (options.MaxHistoryBytes < 1) yield return $"MaxHistoryBytes must be at least 1 byte, not {options.MaxHistoryBytes}.";
        if (options.PreDrainDelay != TimeSpan.Zero && !WsOptionsValidator.IsLimit(options.PreDrainDelay))
            yield return $"PreDrainDelay must be zero or more, and at most a year, not {options.PreDrainDelay}.";
        foreach ((string topics, HistoryAttribute history) in options.Histories)
            foreach (string failure in FailuresOf(topics, history)) yield return $"Histories[\"{topics}\"]: {failure}";
        foreach ((string limit, TimeSpan value) in Limits(options))
        {
            if (!WsOptionsValidator.IsLimit(value)) yield return $"{limit} must be more than zero and at most a year, not {value}.";
        }
    }

    private static IEnumerable<string> FailuresOf(string topics, HistoryAttribute? history)
    {
        if (topics is "" || topics.AsSpan()[..^1].Contains('*') || topics.Contains('{', StringComparison.Ordinal))
            return ["the key must be a topic, or a prefix followed by *, such as \"room:*\"."];
        return history is null ? ["the history must not be null."] : HistoryRule.FailuresOf(history);
    }

    private static (string Name, TimeSpan Value)[] Limits(ZzzOptions options) =>
    [
        (nameof(options.DrainTimeout), options.DrainTimeout),
        (nameof(options.NodeTimeout), options.NodeTimeout),
        (nameof(options.PresenceFetchTimeout), options.PresenceFetchTimeout),
    ];
}
