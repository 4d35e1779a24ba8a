using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules;

/// <summary>What was found of a fault so far. Findings of one <see cref="Cause"/> are one.</summary>
internal sealed class Report
{
    private readonly Fault _fault;
    private readonly List<(MeshFinding First, List<string> More)> _findings = [];
    private readonly Dictionary<(string Cluster, object Key), int> _causes = [];
    private FieldPaths? _paths;

    public Report(Fault fault) => _fault = fault;

    public IReadOnlyList<MeshFinding> Findings => [.. _findings.Select(entry => Whole(entry.First, entry.More))];

    /// <summary>Reports an object as a whole; it may be less severe than the fault where nothing fails by it.</summary>
    public void On(MeshManifest manifest, string message, Cause? cause = null, FindingSeverity? severity = null) =>
        Add(manifest, null, manifest.Source?.Line, message, cause, severity);

    /// <summary>Reports a line of the file that the object was read from.</summary>
    public void AtLine(MeshManifest manifest, int line, string message) => Add(manifest, null, line, message, null);

    /// <summary>Reports a field of a map of the object, there or missing.</summary>
    public void At(MeshManifest manifest, UnstructuredMap map, string key, string message, Cause? cause = null)
    {
        var paths = PathsOf(manifest);
        Add(manifest, Join(paths.Of(map), key), paths.LineOf(map, key), message, cause);
    }

    /// <summary>Reports an item of a list of the object.</summary>
    public void At(MeshManifest manifest, UnstructuredList list, int index, string message, Cause? cause = null)
    {
        var paths = PathsOf(manifest);
        Add(manifest, FormattableString.Invariant($"{paths.Of(list)}[{index}]"), paths.LineOf(list, index), message, cause);
    }

    /// <summary>Reports a map or a list of the object.</summary>
    public void At(MeshManifest manifest, object container, string message, Cause? cause = null)
    {
        var paths = PathsOf(manifest);
        Add(manifest, paths.Of(container), paths.LineOf(container, -1), message, cause);
    }

    /// <summary>Reports a field by its path, as <c>spec.subsets[0].trafficPolicy.tls</c>; the object as a whole when it is null.</summary>
    public void AtPath(MeshManifest manifest, string? path, string message, Cause? cause = null)
    {
        if (path is null) On(manifest, message, cause);
        else Add(manifest, path, PathsOf(manifest).LineOf(path), message, cause);
    }

    /// <summary>Reports the mesh configuration of a cluster, which is not among the objects.</summary>
    public void OnMesh(MeshCluster cluster, string message, Cause? cause = null) => Add(new MeshFinding(
        rule: _fault.Id,
        severity: _fault.Severity,
        message: message,
        cluster: cluster.Name,
        target: $"ConfigMap/{cluster.IstioNamespace}/{ControlPlaneNames.Mesh}",
        recommendation: _fault.Recommendation), cause);

    private static string Join(string path, string key) => path.Length == 0 ? key : path + "." + key;

    private static MeshFinding Whole(MeshFinding first, List<string> more) => more.Count == 0 ? first : first with
    {
        Message = Cause.Tell(first.Message, more),
        Sentence = first.Message,
        Count = more.Count + 1,
        Example = more.Distinct(StringComparer.Ordinal).ToValueList(),
    };

    /// <summary>Another object that says the same has maps of its own, and stands elsewhere.</summary>
    private FieldPaths PathsOf(MeshManifest manifest) => ReferenceEquals(_paths?.Manifest, manifest) ? _paths! : _paths = new(manifest);

    private void Add(
        MeshManifest manifest, string? field, int? line, string message, Cause? cause, FindingSeverity? severity = null)
    {
        var finding = new MeshFinding(
            rule: _fault.Id,
            severity: severity ?? _fault.Severity,
            message: message,
            cluster: manifest.Cluster,
            target: manifest.ToString(),
            recommendation: _fault.Recommendation)
        {
            Field = field,
            File = manifest.Source?.File,
            Line = manifest.Source is null ? null : line ?? manifest.Source.Line,
        };
        Add(finding, cause);
    }

    private void Add(MeshFinding finding, Cause? cause)
    {
        if (cause is null || _causes.TryAdd((finding.Cluster, cause.Key), _findings.Count))
        {
            _findings.Add((_fault.EndangersControlPlane ? finding with { EndangersControlPlane = true } : finding, []));
            return;
        }

        var (first, more) = _findings[_causes[(finding.Cluster, cause.Key)]];
        more.Add(cause.Example ?? (finding.Target == first.Target ? finding.Field ?? finding.Target : finding.Target));
    }
}
