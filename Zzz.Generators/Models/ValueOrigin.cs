namespace Zzz.Generators.Models;

/// <summary>Where a session's value comes from.</summary>
internal enum ValueOrigin
{
    /// <summary>Text in the request, which may be invalid, so that the request is refused.</summary>
    Request,
    Service,
    Json,
}
