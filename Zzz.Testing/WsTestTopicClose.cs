namespace Zzz;

/// <summary>A call of <see cref="IPubSub.Close"/>, as recorded by <see cref="WsTestPubSub"/>.</summary>
/// <param name="Topic">The topic whose subscribers the call would close.</param>
/// <param name="Code">The close code.</param>
/// <param name="Reason">The reason, not truncated.</param>
public sealed record WsTestTopicClose(string Topic, WsCloseCode Code, string Reason);
