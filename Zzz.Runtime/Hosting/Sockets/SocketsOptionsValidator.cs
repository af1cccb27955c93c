using Microsoft.Extensions.Options;

namespace Zzz.Hosting.Sockets;

/// <summary>Checks the options of <c>UseZzzSockets</c> when the host starts.</summary>
internal sealed class SocketsOptionsValidator : IValidateOptions<ZzzSocketsOptions>
{
    public ValidateOptionsResult Validate(string? name, ZzzSocketsOptions options) => options.Loops is >= 1 and <= ZzzSocketsOptions.MaxLoops
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"{nameof(ZzzSocketsOptions)}.{nameof(options.Loops)} must be from 1 to {ZzzSocketsOptions.MaxLoops}, but is {options.Loops}.");
}
