namespace Zzz.Tests.Peers;

/// <summary>Zzz.TestServer over TLS, with a certificate of its own.</summary>
public sealed class TlsTestServer() : TestServer("--urls", "https://127.0.0.1:0");
