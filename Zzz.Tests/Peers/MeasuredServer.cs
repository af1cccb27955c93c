namespace Zzz.Tests.Peers;

/// <summary>Zzz.TestServer with a listener for everything that Zzz measures.</summary>
public sealed class MeasuredServer() : TestServer("--measured", "true")
{
    /// <summary>Returns the sum of all measurements so far.</summary>
    public async Task<double> MeasuredAsync() =>
        double.Parse(await Http.GetStringAsync("/measured").Guarded(), System.Globalization.CultureInfo.InvariantCulture);
}
