namespace Zzz;

/// <summary>What a test expected did not come: the message says what was expected, and what came instead.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">What the app logged last, if it logged an exception.</param>
public sealed class WsTestException(string message, Exception? innerException = null) : Exception(message, innerException);
