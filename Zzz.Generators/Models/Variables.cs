namespace Zzz.Generators.Models;

/// <summary>The variables that emitters declare in emitted code, and to which gathered expressions refer.</summary>
internal static class Variables
{
    /// <summary>The upgrade request.</summary>
    public const string Request = "request";

    /// <summary>The join of a channel's topic.</summary>
    public const string Join = "join";

    /// <summary>The service provider of the connection.</summary>
    public const string Services = "services";
}
