namespace Zzz;

/// <summary>Thrown when an expectation in a test is not met. The message says what was expected and what came instead.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The last exception that the app logged, if any.</param>
public sealed class WsTestException(string message, Exception? innerException = null) : Exception(message, innerException);
