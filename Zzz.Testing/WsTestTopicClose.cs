namespace Zzz;

/// <summary>A call of <see cref="IPubSub.Close"/>, as <see cref="WsTestPubSub"/> records it.</summary>
/// <param name="Topic">The topic whose subscribers would be closed.</param>
/// <param name="Code">The close code.</param>
/// <param name="Reason">The reason, in full.</param>
public sealed record WsTestTopicClose(string Topic, WsCloseCode Code, string Reason);
