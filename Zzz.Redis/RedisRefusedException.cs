namespace Zzz.Redis;

/// <summary>Reports that the server cannot be used until someone changes its configuration or that of the app.</summary>
internal sealed class RedisRefusedException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
