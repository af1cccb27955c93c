namespace Zzz.Generators.Models;

/// <summary>The variables of emitted code that gathered expressions name, and that emitters declare.</summary>
internal static class Variables
{
    /// <summary>The upgrade request.</summary>
    public const string Request = "request";

    /// <summary>The join of a channel.</summary>
    public const string Join = "join";

    /// <summary>The service provider of the connection.</summary>
    public const string Services = "services";
}
