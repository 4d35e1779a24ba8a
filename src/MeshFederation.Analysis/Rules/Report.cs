using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules;

/// <summary>What a rule has found so far.</summary>
internal sealed class Report
{
    private readonly IRule _rule;
    private readonly List<MeshFinding> _findings = [];
    private FieldPaths? _paths;

    public Report(IRule rule) => _rule = rule;

    public IReadOnlyList<MeshFinding> Findings => _findings;

    /// <summary>Reports an object as a whole.</summary>
    public void On(MeshManifest manifest, string message) => Add(manifest, null, manifest.Source?.Line, message);

    /// <summary>Reports a field of a map of the object, there or missing.</summary>
    public void At(MeshManifest manifest, UnstructuredMap map, string key, string message)
    {
        var paths = PathsOf(manifest);
        Add(manifest, Join(paths.Of(map), key), paths.LineOf(map, key), message);
    }

    /// <summary>Reports an item of a list of the object.</summary>
    public void At(MeshManifest manifest, UnstructuredList list, int index, string message)
    {
        var paths = PathsOf(manifest);
        Add(manifest, FormattableString.Invariant($"{paths.Of(list)}[{index}]"), paths.LineOf(list, index), message);
    }

    /// <summary>Reports a map or a list of the object.</summary>
    public void At(MeshManifest manifest, object container, string message)
    {
        var paths = PathsOf(manifest);
        Add(manifest, paths.Of(container), paths.LineOf(container, -1), message);
    }

    /// <summary>Reports a field by its path, as <c>spec.subsets[0].trafficPolicy.tls</c>; the object as a whole when it is null.</summary>
    public void AtPath(MeshManifest manifest, string? path, string message)
    {
        if (path is null) On(manifest, message);
        else Add(manifest, path, PathsOf(manifest).LineOf(path), message);
    }

    /// <summary>Reports the mesh configuration of a cluster, which is not among the objects.</summary>
    public void OnMesh(MeshCluster cluster, string message) => _findings.Add(new(
        rule: _rule.Id,
        severity: _rule.Severity,
        message: message,
        cluster: cluster.Name,
        target: $"ConfigMap/{cluster.IstioNamespace}/istio",
        recommendation: _rule.Recommendation));

    private static string Join(string path, string key) => path.Length == 0 ? key : path + "." + key;

    private FieldPaths PathsOf(MeshManifest manifest) => _paths?.Manifest == manifest ? _paths : _paths = new(manifest);

    private void Add(MeshManifest manifest, string? field, int? line, string message) => _findings.Add(new(
        rule: _rule.Id,
        severity: _rule.Severity,
        message: message,
        cluster: manifest.Cluster,
        target: manifest.ToString(),
        recommendation: _rule.Recommendation)
    {
        Field = field,
        File = manifest.Source?.File,
        Line = manifest.Source is null ? null : line ?? manifest.Source.Line,
    });
}
