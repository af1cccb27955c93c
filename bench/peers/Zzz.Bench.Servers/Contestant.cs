namespace Zzz.Bench.Servers;

/// <summary>
/// A server as its framework's documentation would have it written. It echoes at <c>/echo</c>; what comes at <c>/publish</c> goes to all
/// that are at <c>/subscribe</c>; at <c>/events</c> one that has named events answers <c>echo</c> with the object that came with it.
/// </summary>
internal abstract class Contestant
{
    /// <summary>The longest message of any scenario, with room around it.</summary>
    protected const int MaxMessageSize = 4 * 1024 * 1024;

    public abstract void AddTo(WebApplicationBuilder builder);

    public abstract void MapTo(WebApplication app);
}
