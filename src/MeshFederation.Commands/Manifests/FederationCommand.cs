using System.Management.Automation;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Histories;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Publishing;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>The base of cmdlets that change a federation which clusters have already.</summary>
public abstract class FederationCommand : PublishingCommand
{
    /// <summary>The parameter set by clusters.</summary>
    protected const string ByCluster = "Cluster";

    /// <summary>The parameter set by contexts.</summary>
    protected const string ByContext = "Context";

    /// <summary>The parameter set by a value of New-MeshFederation.</summary>
    protected const string ByFederation = "Federation";

    private readonly OrderedNames _names = new();
    private readonly Dictionary<string, MeshCluster[]> _clustersOf = new(StringComparer.Ordinal);

    /// <summary>The name of the federation.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByCluster,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "The name of the federation, as in bookinfo.")]
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByContext,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "The name of the federation, as in bookinfo.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FederationCompleter))]
    public string Name { get; set; } = "";

    /// <summary>Its clusters.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCluster, HelpMessage = "The clusters of the federation, as in $cluster1, $cluster2.")]
    [AllowEmptyCollection]
    [MayBeEmpty]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>The federation, with its clusters.</summary>
    [Parameter(
        Mandatory = true, ParameterSetName = ByFederation, ValueFromPipeline = true, HelpMessage = "A value of New-MeshFederation.")]
    [AllowNull]
    [PipedArgument(
        typeof(MeshFederationDeclaration),
        nameof(Federation),
        "a federation",
        "Pipe in what New-MeshFederation gave, or name the federation and its clusters: -Name bookinfo -Cluster cluster1, cluster2.",
        Besides = [typeof(MeshFederationStatus), typeof(MeshRevision)])]
    public MeshFederationDeclaration? Federation { get; set; }

    /// <summary>The contexts that lead to its clusters.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByContext,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "The contexts of the federation's clusters, as in cluster1, cluster2.")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string[]? Context { get; set; }

    /// <summary>The kubeconfig file; those of $env:KUBECONFIG, else ~/.kube/config, by default.</summary>
    [Parameter(ParameterSetName = ByContext)]
    [ValidateNotNullOrEmpty]
    public string? Kubeconfig { get; set; }

    /// <summary>The namespace of istiod in these clusters.</summary>
    [Parameter(ParameterSetName = ByContext)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string IstioNamespace { get; set; } = MeshCluster.UsualNamespace;

    /// <summary>Go on though the federation has more clusters than were named, because these are gone for good.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        if (IsBound(nameof(Federation))) FaultedChoice.Require(nameof(Federation));
        _names.Add(Federation?.Name ?? Name, Context);
        if (Federation is { } declared) _clustersOf[declared.Name] = [.. declared.Cluster.Concat(declared.ClientCluster).Distinct()];
    }

    /// <inheritdoc />
    protected override void End() => ForEachFederation(_names, static named => named.Name, named =>
    {
        Name = named.Name;
        if (ParameterSetName == ByFederation) Cluster = _clustersOf[named.Name];
        Change(named.Name, named.Contexts);
    });

    /// <summary>Changes one federation.</summary>
    private protected abstract void Change(string name, IReadOnlyList<string> contexts);

    /// <summary>Reads the history of the federation from all of its clusters.</summary>
    private protected FederationHistory ReadHistory(IReadOnlyList<string> contexts)
    {
        if (ParameterSetName != ByContext && Cluster.Sound() is null or []) throw NoCluster();
        var refused = new List<MeshException>();
        var clusters = ClusterSelection.Of(this, Cluster, [.. contexts], Kubeconfig, IstioNamespace, refused.Add);
        if (refused.Count > 0) throw refused[0];
        var history = OnClusters(stop => FederationHistory.ReadAsync(Name, clusters, Connect, stop));
        if (history.Unnamed.Count == 0 || Force) return history;
        throw new MeshException(
            MeshErrorId.ClusterNotNamed,
            MeshErrorKind.InvalidArgument,
            $"The federation '{Name}' is also in {history.Unnamed}, which {(history.Unnamed.Count == 1 ? "was" : "were")} not named. "
            + "Changed in some of its clusters only, it would leave routes in others that lead to nothing.",
            "Name all of its clusters. If a cluster is gone for good, go on without it: -Force.",
            history.Unnamed);
    }

    private MeshException NoCluster() => new(
        MeshErrorId.ClusterNotNamed,
        MeshErrorKind.InvalidArgument,
        $"No cluster of the federation '{Name}' is named: -Cluster is empty. Nothing was changed.",
        "Check the variable that is given. -Context takes the names of contexts instead.",
        Name);

    /// <summary>Plans what leads to objects, and removes all others of the federation.</summary>
    private protected MeshPlan Compare(FederationHistory history, IReadOnlyList<MeshManifest> wanted, UnstructuredMap? declaration)
    {
        var comparer = new FederationComparer(new ComparisonOptions { Prune = true, Timeout = ComparingTime }, Connect);
        var comparison = OnClusters(stop => comparer.CompareAsync(Name, history.Clusters, wanted, declaration, stop));
        foreach (var failure in comparison.Failures) WriteFailure(failure);
        if (comparison.Plan.IsPartial) PlanChecks.RequirePublishable(comparison.Plan, WriteFailure);
        if (!ChangeApproval.MayWrite(this)) foreach (var note in comparison.Notes) WriteWarning(note);
        return comparison.Plan;
    }
}
