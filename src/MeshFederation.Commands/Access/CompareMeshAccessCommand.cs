using System.Management.Automation;
using MeshFederation.Analysis;
using MeshFederation.Analysis.Access;
using MeshFederation.Clusters.Checking;
using MeshFederation.Clusters.Manifests;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Reporting;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Access;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;

namespace MeshFederation.Commands;

/// <summary>
/// Says what callers of other clusters reach of services before these are published and after, and by which AuthorizationPolicy. Writes
/// nothing.
/// </summary>
[Cmdlet(VerbsData.Compare, "MeshAccess", DefaultParameterSetName = OfInput, HelpUri = HelpLink.Base + "Compare-MeshAccess.md")]
[OutputType(typeof(MeshAccess))]
public sealed class CompareMeshAccessCommand : CollectingCommand, IDisposable
{
    private const string OfInput = "InputObject";
    private const string OfFiles = "Path";
    private const string OfLiteralFiles = "LiteralPath";
    private const string OfClusters = "Live";

    private readonly ClusterWork _work = new();

    /// <summary>The services.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Services of New-MeshServiceEntry.")]
    [AllowEmptyCollection]
    [ServiceArgument]
    public MeshService[] InputObject { get; set; } = [];

    /// <summary>Files or folders with the objects that clusters have.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = OfFiles,
        HelpMessage = "A folder with a folder or file for each cluster, or @{ cluster1 = './cluster1.yaml' }.")]
    [SupportsWildcards]
    [ClusterFilesArgument]
    [AllowEmptyCollection]
    public ClusterFiles[]? Path { get; set; }

    /// <summary>Files or folders with the objects that clusters have, wildcards taken literally.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = OfLiteralFiles,
        HelpMessage = "A folder with a folder or file for each cluster, or @{ cluster1 = './cluster1.yaml' }.")]
    [Alias("PSPath")]
    [ClusterFilesArgument(Literal = true)]
    [AllowEmptyCollection]
    public ClusterFiles[]? LiteralPath { get; set; }

    /// <summary>Read what the live clusters have. Nothing is changed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfClusters)]
    public SwitchParameter Live { get; set; }

    /// <summary>How many clusters are read at the same time.</summary>
    [Parameter(ParameterSetName = OfClusters)]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>How long reading all clusters may take, and those that are away are waited for.</summary>
    [Parameter(ParameterSetName = OfClusters)]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A file for a report of what is widened, open to all or not known, written also when it ends with an error; its name says the format.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Report { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _work.Dispose();
        CloseReport();
    }

    /// <inheritdoc />
    private protected override RunReport? OpenReport() => Report is null ? null : new(this, Report, writes: true);

    /// <inheritdoc />
    protected override void StopProcessing() => _work.Stop();

    /// <inheritdoc />
    protected override void Process() => Collect(InputObject.Sound());

    /// <inheritdoc />
    protected override void End()
    {
        var found = Live ? OfLive() : OfObjects();
        foreach (var access in found) Gathered?.Add(access);
        WriteObject(found, enumerateCollection: true);
    }

    private IReadOnlyList<MeshAccess> OfObjects()
    {
        var federation = Federate();
        var clusters = federation.Clusters.ToArray();
        var objects = new List<MeshManifest>();
        var partial = new HashSet<string>(StringComparer.Ordinal);
        var files = AnalysedFiles.Find(this, [.. Path.Sound(), .. LiteralPath.Sound()], clusters);
        foreach (var read in ManifestFiles.Read(files))
        {
            objects.AddRange(read.Objects);
            if (read.Faults.Count > 0) partial.Add(read.File.Cluster);
            foreach (var fault in read.Faults) WriteFailure(fault);
        }

        var planned = FederationPlanner.Plan(federation);
        var replaced = planned.Select(Key).ToHashSet();
        var after = planned.Concat(objects.Where(item => item.Federation != federation.Name && !replaced.Contains(Key(item))));
        return AccessComparison.Of(
            new FederationView(objects, [], clusters, unread: Unread).Mesh,
            new FederationView(after, federation.Services, clusters, unread: Unread).Mesh,
            federation.Services);

        // What stands in a file that could not be read may be a policy.
        IReadOnlySet<string>? Unread(string cluster) => partial.Contains(cluster) ? EveryKind : null;
    }

    private static HashSet<string> EveryKind { get; } = ReadKind.All.Select(kind => kind.Title).ToHashSet(StringComparer.Ordinal);

    private static (string Cluster, string Kind, string Namespace, string Name) Key(MeshManifest item) =>
        (item.Cluster, item.TypeKey, item.Namespace, item.Name);

    private IReadOnlyList<MeshAccess> OfLive()
    {
        var choice = Chosen;
        var name = choice.RequireName(this);
        WarnOfUnread();
        LocationOfSession.Tell(SessionState);
        var pool = Planning.Addresses.AddressPool.Parse(choice.AddressPool);
        var scene = _work.Run(
            stop => new LiveChecker(ThrottleLimit, TimeOf(Timeout)).ReadAsync(name, Services, pool, stop), this);
        foreach (var cluster in scene.Clusters)
        {
            if (cluster.Failure is { } failure) WriteFailure(failure);
            foreach (var unread in cluster.Unread) WarnOfMissing(unread.Error(cluster.Name));
        }

        return AccessComparison.Of(scene.Mesh, scene.AsPublished([]).Mesh, scene.Services);
    }
}
