using System.Collections;
using System.Management.Automation;
using MeshFederation.Analysis.Routing;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Clusters.Manifests;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Planning;

namespace MeshFederation.Commands;

/// <summary>Follows one request from the calling pods, hop by hop and branch by branch, to the pods that answer it or to where it breaks.</summary>
[Cmdlet(VerbsDiagnostic.Trace, "MeshRequest", HelpUri = HelpLink.Base + "Trace-MeshRequest.md")]
[OutputType(typeof(MeshHop), typeof(string))]
public sealed class TraceMeshRequestCommand : CollectingCommand
{
    private readonly List<MeshManifest> _manifests = [];

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

    /// <summary>The declared services, or manifests.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Files with the objects of clusters.</summary>
    [Parameter]
    [ClusterFilesArgument]
    [AllowEmptyCollection]
    public ClusterFiles[]? YamlPath { get; set; }

    /// <summary>What is known of the clusters whose objects come in.</summary>
    [Parameter]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    [AllowEmptyCollection]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>The headers of the request.</summary>
    [Parameter]
    public IDictionary? Header { get; set; }

    /// <summary>The path of the request.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "/";

    /// <summary>The method of the request.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(HttpMethodCompleter))]
    [ValidateNotNullOrEmpty]
    public string Method { get; set; } = "GET";

    /// <summary>The labels of the calling pods.</summary>
    [Parameter]
    public IDictionary? SourceLabel { get; set; }

    /// <summary>The server name of the application's own TLS.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Sni { get; set; }

    /// <summary>The application does not speak HTTP, which matters on ports without a protocol.</summary>
    [Parameter]
    public SwitchParameter NotHttp { get; set; }

    /// <summary>How the trace is written.</summary>
    [Parameter]
    public TraceFormat Format { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        foreach (var item in InputObject) ExportInput.Sort(item, Collect, _manifests.Add);
    }

    /// <inheritdoc />
    protected override void End()
    {
        var hops = RequestTracer.Trace(Mesh(), TraceInput.Read(From, To, Request(), SourceLabel));
        if (Format == TraceFormat.Hop) WriteObject(hops, enumerateCollection: true);
        else WriteObject(Format == TraceFormat.Mermaid ? MermaidTrace.Write(hops) : DotTrace.Write(hops));
    }

    private RoutingMesh Mesh()
    {
        var clusters = Cluster.Sound();
        foreach (var files in YamlPath.Sound()) _manifests.AddRange(Read(files, clusters));
        var services = Services;
        if (Services.Count > 0)
        {
            var federation = Federate();
            (services, var planned) = (federation.Services, FederationPlanner.Plan(federation));
            _manifests.AddRange(planned);
        }

        var session = _manifests.Select(manifest => manifest.Cluster).Distinct(StringComparer.Ordinal).Select(MeshSession.Current.Find).OfType<MeshCluster>();
        return new(_manifests, services, clusters.Concat(session));
    }

    private IEnumerable<MeshManifest> Read(ClusterFiles files, MeshCluster[] clusters)
    {
        var cluster = files.Cluster ?? (clusters is [var only] ? only.Name : null);
        return FileSystemPath.ResolveExisting(this, files.Path).SelectMany(path => ManifestFiles.Read(path, cluster));
    }

    private MeshRequest Request() => new()
    {
        Authority = "",
        Port = 0,
        Path = Path,
        Method = Method.ToUpperInvariant(),
        Headers = TraceInput.Headers(Header),
        ServerName = Sni,
        IsHttp = !NotHttp,
    };
}
