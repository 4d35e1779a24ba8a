using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands.Session;

/// <summary>
/// What a runspace has seen: clusters by name, so that a name can stand for the cluster, and services, versions and federations, for
/// completion. Every runspace has its own, so jobs and parallel loops do not disturb each other.
/// </summary>
internal sealed class MeshSession
{
    private static readonly ConditionalWeakTable<Runspace, MeshSession> ByRunspace = [];

    /// <summary>Names of clusters are lower-case; whoever types one in PowerShell need not care.</summary>
    private readonly SortedDictionary<string, MeshCluster> _clusters = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, MeshService> _services = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _federations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Federation, int Number), string> _revisions = [];
    private readonly SortedDictionary<string, SortedSet<string>> _versions = new(StringComparer.Ordinal);

    private readonly HashSet<string> _kubeconfigs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public static MeshSession Current => ByRunspace.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The reports that hear what happens in the pipelines that run.</summary>
    public ReportListeners Reports { get; } = new();

    public IEnumerable<MeshCluster> Clusters => _clusters.Values;

    /// <summary>The whole paths of the kubeconfigs that were named, and of those that clusters have.</summary>
    public IEnumerable<string> Kubeconfigs => _kubeconfigs.Concat(_clusters.Values.Select(cluster => cluster.Kubeconfig).OfType<string>());

    public IEnumerable<MeshService> Services => _services.Values;

    public IEnumerable<string> Federations => _federations;

    /// <summary>Forgets what this runspace has seen.</summary>
    public static void Forget()
    {
        if (Runspace.DefaultRunspace is { } runspace) ByRunspace.Remove(runspace);
    }

    public void Remember(MeshCluster cluster) => _clusters[cluster.Name] = cluster;

    public void RememberKubeconfig(string path) => _kubeconfigs.Add(path);

    /// <summary>Whether a text is new to the session; what holds for all of it is said once.</summary>
    public bool SayOnce(string text) => _said.Add(text);

    public void RememberFederation(string name) => _federations.Add(name);

    /// <summary>Remembers a revision of a federation; what tells the most of it is kept.</summary>
    public void RememberRevision(string federation, int number, string published = "")
    {
        if (number <= 0) return;
        RememberFederation(federation);
        var known = _revisions.GetValueOrDefault((federation, number), "");
        _revisions[(federation, number)] = published.Length > 0 ? published : known;
    }

    /// <summary>The revisions of a federation, or of all when it is not said which, newest first.</summary>
    public IEnumerable<(int Number, string Tip)> Revisions(string federation) => _revisions
        .Where(revision => federation.Length == 0 || revision.Key.Federation.Equals(federation, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(revision => revision.Key.Number)
        .DistinctBy(revision => revision.Key.Number)
        .Select(revision => (
            revision.Key.Number,
            FormattableString.Invariant($"{revision.Key.Federation} revision {revision.Key.Number}") + revision.Value));

    public void Remember(MeshService service)
    {
        _services[service.ToString()] = service;
        foreach (var instance in service.Instance)
        {
            Remember(instance.Cluster);
            if (!_versions.TryGetValue(instance.Cluster.Name, out var versions))
                _versions[instance.Cluster.Name] = versions = new(StringComparer.Ordinal);
            versions.UnionWith(instance.Version.Select(version => version.ToString()));
        }

        foreach (var split in service.Places())
        {
            if (split.Subset.Count > 0 && _versions.TryGetValue(split.Cluster, out var versions))
                versions.Add(new MeshVersion(split.Subset).ToString());
        }
    }

    public MeshCluster? Find(string name) => _clusters.GetValueOrDefault(name);

    public IEnumerable<string> VersionsIn(string cluster) => _versions.TryGetValue(cluster, out var versions) ? versions : [];
}
