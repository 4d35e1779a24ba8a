using System.Collections;
using System.Management.Automation;
using MeshFederation.Analysis;
using MeshFederation.Analysis.Checks;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Clusters.Checking;
using MeshFederation.Clusters.Manifests;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Clusters;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Tracing;
using MeshFederation.Planning;
using MeshFederation.Routing;

namespace MeshFederation.Commands;

/// <summary>
/// Follows one request from the calling pods, hop by hop and branch by branch, to the pods that answer it or to where it breaks.
/// </summary>
[Cmdlet(
    VerbsDiagnostic.Trace, "MeshRequest", DefaultParameterSetName = OfPath, HelpUri = HelpLink.Base + "Trace-MeshRequest.md")]
[OutputType(typeof(MeshHop), typeof(string))]
public sealed class TraceMeshRequestCommand : AnalysisCommand
{
    private const string OfPath = "Path";
    private const string OfLiteralPath = "LiteralPath";

    /// <summary>Where the request comes from.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The caller's cluster and namespace, as in cluster1/default.")]
    [ArgumentCompleter(typeof(TraceSourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string From { get; set; } = "";

    /// <summary>Where it goes.</summary>
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "The host and port that are called, as in reviews:9080.")]
    [ArgumentCompleter(typeof(TraceTargetCompleter))]
    [ValidateNotNullOrEmpty]
    public string To { get; set; } = "";

    /// <summary>The declared services, manifests, or files with the objects of clusters.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; } = [];

    /// <summary>Files or folders with the objects of clusters.</summary>
    [Parameter(ParameterSetName = OfPath)]
    [Alias("YamlPath")]
    [SupportsWildcards]
    [ClusterFilesArgument]
    [AllowEmptyCollection]
    public ClusterFiles[]? Path { get; set; }

    /// <summary>Files or folders with the objects of clusters, wildcards taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfLiteralPath)]
    [Alias("PSPath")]
    [ClusterFilesArgument(Literal = true)]
    [AllowEmptyCollection]
    public ClusterFiles[]? LiteralPath { get; set; }

    /// <summary>The headers of the request.</summary>
    [Parameter]
    [HeaderArgument]
    public Hashtable? Header { get; set; }

    /// <summary>The path of the request.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string RequestPath { get; set; } = "/";

    /// <summary>The method of the request.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(HttpMethodCompleter))]
    [ValidateNotNullOrEmpty]
    public string Method { get; set; } = "GET";

    /// <summary>The labels of the calling pods.</summary>
    [Parameter]
    [LabelArgument]
    public Hashtable? SourceLabel { get; set; }

    /// <summary>The server name of the application's own TLS.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Sni { get; set; }

    /// <summary>The application does not speak HTTP, which matters on ports without a protocol.</summary>
    [Parameter]
    public SwitchParameter NotHttp { get; set; }

    /// <summary>
    /// Trace through the live clusters: those of -Cluster, the services' own, or those of the session. Nothing is changed.
    /// </summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    /// <summary>How many clusters are read at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>How long reading all clusters may take, and those that are away are waited for.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How the trace is written.</summary>
    [Parameter]
    public TraceFormat Format { get; set; }

    /// <inheritdoc />
    protected override void Process() => Collect(InputObject);

    /// <inheritdoc />
    protected override void End()
    {
        var hops = RequestTracer.Trace(Mesh(), TraceInput.Read(From, To, Request(), SourceLabel.Sound()));
        if (Format == TraceFormat.Hop) WriteObject(hops, enumerateCollection: true);
        else WriteObject(Format == TraceFormat.Mermaid ? MermaidTrace.Write(hops) : DotTrace.Write(hops));
    }

    private RoutingMesh Mesh()
    {
        ClusterFiles[] files = [.. PipedFile, .. Path.Sound(), .. LiteralPath.Sound()];
        if (Live) RequireNoObjects(files);
        RequireUsed(Live, plans: Services.Count > 0 && !Live);
        var clusters = ContextClusters.Read(this, Work, Cluster.Sound(), () => TimeOf(Timeout));
        return Live ? LiveMesh(clusters) : InputMesh(files, clusters);
    }

    private RoutingMesh InputMesh(ClusterFiles[] files, MeshCluster[] clusters)
    {
        foreach (var read in ManifestFiles.Read(TraceInput.Find(this, files, clusters)))
        {
            Manifests.AddRange(read.Objects);
            foreach (var fault in read.Faults) WriteFailure(fault);
        }

        if (Services.Count == 0) return AnalysedFiles.View(Manifests, clusters).Mesh;
        var federation = Federate();
        return new FederationView(Manifests.Concat(FederationPlanner.Plan(federation)), federation.Services, clusters).Mesh;
    }

    /// <summary>What is there, whatever was declared; a cluster that does not answer is an error of its own.</summary>
    private RoutingMesh LiveMesh(MeshCluster[] clusters)
    {
        var asked = clusters.Concat(Services.SelectMany(service => service.Cluster.Concat(service.ClientCluster)))
            .DistinctBy(cluster => cluster.Name, StringComparer.Ordinal).ToList();
        if (asked.Count == 0) asked = [.. MeshSession.Current.Clusters];
        LocationOfSession.Tell(SessionState);
        var read = Work.Run(stop => new LiveChecker(ThrottleLimit, TimeOf(Timeout)).ReadAsync(asked, stop), this);
        foreach (var cluster in read)
        {
            if (cluster.Failure is { } failure) WriteFailure(failure);
            if (cluster.NotFound is { } unclear) WriteWarning($"Cluster '{cluster.Name}': {unclear.Message}");
            foreach (var unread in cluster.Unread) WarnOfMissing(unread.Error(cluster.Name));
        }

        return CheckScene.Live(read);
    }

    private MeshRequest Request()
    {
        string[] ofHttp = [nameof(Header), nameof(RequestPath), nameof(Method)];
        if ((NotHttp || Sni is not null) && Array.Find(ofHttp, IsBound) is { } hidden)
            throw TraceInput.NoHttp(hidden, NotHttp ? nameof(NotHttp) : nameof(Sni));
        return new()
        {
            Authority = "",
            Port = 0,
            Path = RequestPath,
            Method = Method.ToUpperInvariant(),
            Headers = TraceInput.Headers(Header.Sound()),
            ServerName = Sni,
            IsHttp = !NotHttp && Sni is null,
        };
    }
}
