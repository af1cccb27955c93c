namespace Zzz.Tests.Peers;

/// <summary>Zzz.TestServer, while something in it listens to all that Zzz measures.</summary>
public sealed class MeasuredServer() : TestServer("--measured", "true")
{
    /// <summary>The sum of all measurements so far.</summary>
    public async Task<double> MeasuredAsync() =>
        double.Parse(await Http.GetStringAsync("/measured").Guarded(), System.Globalization.CultureInfo.InvariantCulture);
}
