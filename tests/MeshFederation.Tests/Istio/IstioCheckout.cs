namespace MeshFederation.Tests.Istio;

/// <summary>
/// A checkout of istio/istio, whose test data analysis is held against. MESHFEDERATION_ISTIO names it; without one these tests are skipped.
/// The agreement was tried with commit 86c9f01fd735 of August 2026.
/// </summary>
internal static class IstioCheckout
{
    public const string Missing = "MESHFEDERATION_ISTIO names no checkout of istio/istio";

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("MESHFEDERATION_ISTIO") is { Length: > 0 } folder
        && Directory.Exists(At(folder, Analyzers))
        ? folder
        : null;

    /// <summary>The analyzers, with their tests and test data.</summary>
    public const string Analyzers = "pkg/config/analysis/analyzers";

    /// <summary>Objects that Istio's CustomResourceDefinitions and webhook take or refuse.</summary>
    public const string Definitions = "pkg/config/validation/testdata/crds";

    /// <summary>One valid object of every kind.</summary>
    public const string Datasets = "pkg/test/datasets/validation/dataset";

    public static string Find(params string[] path) => At(Folder!, path);

    public static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(Find(folder), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string At(string folder, params string[] path) => Path.Combine([folder, .. path.SelectMany(part => part.Split('/'))]);
}
