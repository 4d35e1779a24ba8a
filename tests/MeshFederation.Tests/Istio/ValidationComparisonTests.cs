using MeshFederation.Analysis;
using MeshFederation.Clusters.Manifests;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Istio;

/// <summary>What Istio's definitions and its webhook refuse has an error, and what they take has none.</summary>
public sealed class ValidationComparisonTests
{
    /// <summary>Objects with a field or a word that is newer than the schemas that the analysis holds.</summary>
    private static readonly string[] Newer = ["merge-and-replace-list", "invalid-presence-value"];

    /// <summary>Kinds that take no part in routing: what the schema says of them is all that is known.</summary>
    private static readonly string[] BySchemaOnly = ["WasmPlugin", "Telemetry", "ProxyConfig", "TrafficExtension", "WorkloadGroup"];

    public static TheoryData<string> Files => [.. All.DefaultIfEmpty("")];

    private static IEnumerable<string> All =>
        IstioCheckout.Folder is null
            ? []
            : IstioCheckout.Files(IstioCheckout.Definitions)
                .Concat(IstioCheckout.Files(IstioCheckout.Datasets))
                .Select(path => Path.GetRelativePath(IstioCheckout.Folder, path));

    [Theory]
    [MemberData(nameof(Files))]
    public void An_object_has_an_error_when_Istio_refuses_it(string file)
    {
        Assert.SkipWhen(IstioCheckout.Folder is null, IstioCheckout.Missing);
        foreach (var document in YamlReader.ReadFile(IstioCheckout.Find(file)))
        {
            var refusal = document.Content.Text("_err");
            var manifest = new MeshManifest(
                "c1",
                UnstructuredMap.Of([.. document.Content.Where(field => field.Key != "_err").Select(field => (field.Key, field.Value))]));
            if (Newer.Contains(manifest.Name, StringComparer.Ordinal)
                || (refusal is not null && BySchemaOnly.Contains(manifest.Kind, StringComparer.Ordinal)))
            {
                continue;
            }
            var errors = FederationAnalysis.Run(new([manifest], [], [new("c1", "c1")]))
                .Where(finding => finding.Severity == FindingSeverity.Error).ToList();
            Assert.True(
                errors.Count > 0 == refusal is not null,
                $"{manifest}: Istio says '{refusal}', we say {string.Join(" ", errors.Select(error => error.Message))}");
        }
    }

    [Fact]
    public void Every_file_of_the_analyzers_is_analysed_without_a_fall()
    {
        Assert.SkipWhen(IstioCheckout.Folder is null, IstioCheckout.Missing);
        var analysed = 0;
        foreach (var file in IstioCheckout.Files(IstioCheckout.Analyzers + "/testdata"))
        {
            var objects = ManifestFiles.Read(file, "c1").ToList();
            _ = FederationAnalysis.Run(new(objects, []));
            analysed += objects.Count;
        }

        Assert.NotInRange(analysed, 0, 500);
    }
}
