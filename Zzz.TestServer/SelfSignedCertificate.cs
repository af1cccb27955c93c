using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Zzz.TestServer;

/// <summary>Creates a certificate that no client trusts, for a server to which only tests and benchmarks connect.</summary>
internal static class SelfSignedCertificate
{
    public static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
