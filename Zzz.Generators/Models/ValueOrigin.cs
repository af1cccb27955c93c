namespace Zzz.Generators.Models;

/// <summary>Where a session's value is taken from.</summary>
internal enum ValueOrigin
{
    /// <summary>Text of the request, which may be wrong and refuse it.</summary>
    Request,
    Service,
    Json,
}
