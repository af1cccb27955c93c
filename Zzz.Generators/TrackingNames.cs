namespace Zzz.Generators;

/// <summary>The names of the pipeline's steps, by which a test can check that an unrelated edit leaves them cached.</summary>
internal static class TrackingNames
{
    public const string WebApp = nameof(WebApp);
    public const string Controllers = nameof(Controllers);
    public const string Channels = nameof(Channels);
    public const string Sessions = nameof(Sessions);
    public const string Routes = nameof(Routes);
    public const string JsonContexts = nameof(JsonContexts);
    public const string Modules = nameof(Modules);
    public const string OldLanguage = nameof(OldLanguage);
    public const string Clashes = nameof(Clashes);

    public static string[] All { get; } = [WebApp, Controllers, Channels, Sessions, Routes, JsonContexts, Modules, OldLanguage, Clashes];
}
