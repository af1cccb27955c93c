using Microsoft.Extensions.Options;

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
        foreach ((string limit, TimeSpan value) in Limits(options))
        {
            if (!WsOptionsValidator.IsLimit(value)) yield return $"{limit} must be more than zero and at most a year, not {value}.";
        }
    }

    private static (string Name, TimeSpan Value)[] Limits(ZzzOptions options) =>
    [
        (nameof(options.DrainTimeout), options.DrainTimeout),
        (nameof(options.NodeTimeout), options.NodeTimeout),
        (nameof(options.PresenceFetchTimeout), options.PresenceFetchTimeout),
    ];
}
