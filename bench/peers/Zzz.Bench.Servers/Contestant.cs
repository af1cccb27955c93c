namespace Zzz.Bench.Servers;

/// <summary>
/// A server written as its framework's documentation recommends. It echoes at <c>/echo</c>, and sends messages from <c>/publish</c> to all
/// connections at <c>/subscribe</c>. At <c>/events</c>, a framework that has named events answers <c>echo</c> with the object that came with it.
/// </summary>
internal abstract class Contestant
{
    /// <summary>The size limit for messages, with some room above the longest message of any scenario.</summary>
    protected const int MaxMessageSize = 4 * 1024 * 1024;

    public abstract void AddTo(WebApplicationBuilder builder);

    public abstract void MapTo(WebApplication app);
}
