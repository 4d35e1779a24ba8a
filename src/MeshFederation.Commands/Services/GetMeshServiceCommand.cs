using System.Management.Automation;
using MeshFederation.Clusters.Services;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Clusters;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Merging;

namespace MeshFederation.Commands;

/// <summary>Reads the services that run in clusters, or that Kubernetes YAML deploys there: ports, versions and service accounts.</summary>
[Cmdlet(VerbsCommon.Get, "MeshService", DefaultParameterSetName = Live, HelpUri = HelpLink.Base + "Get-MeshService.md")]
[OutputType(typeof(MeshService))]
public sealed class GetMeshServiceCommand : MeshCommand, IDisposable
{
    private const string Live = "Live";
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private readonly ClusterWork _work = new();
    private readonly List<string> _files = [];
    private readonly List<MeshCluster> _clusters = [];

    /// <summary>The clusters to read, or where what the files say runs.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = Live,
        ValueFromPipeline = true,
        HelpMessage = "The clusters to read, as in $cluster1, $cluster2.")]
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByPath,
        HelpMessage = "The clusters where the services run, as in $cluster1, $cluster2.")]
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByLiteralPath,
        HelpMessage = "The clusters where the services run, as in $cluster1, $cluster2.")]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>Names of services; all by default.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Namespaces of services; all by default.</summary>
    [Parameter]
    [Alias("ns")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Namespace { get; set; } = ["*"];

    /// <summary>Files with Kubernetes objects, in YAML or JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath, HelpMessage = "Files of Kubernetes YAML, as in ./bookinfo.yaml.")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files with Kubernetes objects, wildcards taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The namespace of objects that name none.</summary>
    [Parameter(ParameterSetName = ByPath)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string? DefaultNamespace { get; set; }

    /// <summary>How many clusters are read at the same time.</summary>
    [Parameter(ParameterSetName = Live)]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 32;

    /// <summary>How long reading all clusters may take, and those that are away are waited for.</summary>
    [Parameter(ParameterSetName = Live)]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public void Dispose() => _work.Dispose();

    /// <inheritdoc />
    protected override void Process()
    {
        if (ParameterSetName == Live) _clusters.AddRange(Cluster.Sound());
        _files.AddRange(LiteralPath.Select(path => FileSystemPath.Resolve(this, path)));
        _files.AddRange(Path.SelectMany(path => FileSystemPath.ResolveExisting(this, path)));
    }

    /// <inheritdoc />
    protected override void End()
    {
        if (ParameterSetName == Live) ReadClusters();
        else ReadFiles();
    }

    /// <inheritdoc />
    protected override void StopProcessing() => _work.Stop();

    private void ReadFiles()
    {
        var clusters = ContextClusters.Read(this, _work, Cluster.Sound(), () => TimeOf(Timeout));
        var space = DefaultNamespace ?? ContextNamespace.Of(clusters);
        var services = ServiceReader.Read(ReadDocuments(), clusters, space, WriteWarning, WriteFailure)
            .Select(ServiceDeclaration.Check).ToList();
        var found = services.Where(service => Matches(Name, service.Name) && Matches(Namespace, service.Namespace)).ToList();
        if (services.Count == 0) WriteWarning($"There is no Kubernetes Service in {string.Join(", ", _files)}.");
        var within = Namespace is ["*"] ? "" : $" of the namespace {string.Join(", ", Namespace)} named";
        foreach (var name in Name) RequireFound($"service{within}", name, found.Select(service => service.Name), services);
        foreach (var name in Namespace)
            RequireFound("service in the namespace", name, found.Select(service => service.Namespace), services);
        Write(found);
    }

    /// <summary>
    /// What cannot be read is an error of its own, a file or a document of it, and the others are still read. Where there are no others,
    /// nothing
    /// goes on: what comes behind would take nothing for all that is wanted.
    /// </summary>
    private List<KubernetesDocument> ReadDocuments()
    {
        var faults = new List<MeshException>();
        var documents = _files.Distinct(StringComparer.Ordinal).SelectMany(file => YamlReader.ReadFile(file, faults.Add)).ToList();
        if (documents.Count == 0 && faults is [.., var last])
        {
            faults.RemoveAt(faults.Count - 1);
            faults.ForEach(WriteFailure);
            throw last;
        }

        faults.ForEach(WriteFailure);
        foreach (var (document, key) in documents.SelectMany(document => document.RepeatedKey, (document, key) => (document, key)))
        {
            WriteWarning(
                FormattableString
                    .Invariant($"{document.File}:{key.Line}: The key '{key.Key}' comes more than once in a map; this value counts."));
        }

        return documents;
    }

    private void ReadClusters()
    {
        LocationOfSession.Tell(SessionState);
        var clusters = ContextClusters.Read(this, _work, [.. _clusters], () => TimeOf(Timeout));
        var wildcards = Array.Exists(Namespace, WildcardPattern.ContainsWildcardCharacters);
        var reader = new LiveServices(new()
        {
            Namespace = wildcards ? null : Namespace,
            Matches = (ns, name) => Matches(Name, name) && Matches(Namespace, ns),
            ThrottleLimit = ThrottleLimit,
            Budget = TimeOf(Timeout),
        });
        var services = new List<MeshService>();
        foreach (var cluster in _work.Stream(stop => reader.ReadAsync(clusters, stop), this))
        {
            foreach (var omission in cluster.Omission) WriteOmission(omission);
            if (cluster.Failure is not null) WriteFailure(cluster.Failure);
            services.AddRange(cluster.Service);
        }

        var found = Merged(services);
        foreach (var name in Name) ReportMissing(name, found);
        Write(found);
    }

    private void ReportMissing(string name, List<MeshService> found)
    {
        if (WildcardPattern.ContainsWildcardCharacters(name) || found.Exists(service => Matches([name], service.Name))) return;
        WriteFailure(new(
            MeshErrorId.ServiceNotFound,
            MeshErrorKind.ObjectNotFound,
            $"There is no service '{name}'{(IsBound(nameof(Namespace)) ? $" in the namespaces {string.Join(", ", Namespace)}" : "")} of "
            + $"{string.Join(", ", _clusters)}.",
            "Check the name and -Namespace; Get-MeshService -Cluster alone lists what is there.",
            name));
    }

    /// <summary>One service of those of the same name in several clusters. Where they are too different, only they are left out.</summary>
    private List<MeshService> Merged(List<MeshService> services)
    {
        var merged = new List<MeshService>();
        foreach (var same in services.GroupBy(service => service.ToString(), StringComparer.Ordinal)
            .OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            try
            {
                var one = ServiceDeclaration.Check(ServiceMerger.Merge([.. same])[0]);
                foreach (var text in ServiceMerger.LeftOut(one)) WriteWarning(text);
                merged.Add(one);
            }
            catch (MeshException exception)
            {
                WriteFailure(exception);
            }
        }

        return merged;
    }

    private void Write(IEnumerable<MeshService> services)
    {
        foreach (var service in services.Select(service => AmbientClusters.WithFoundMode(service) with { Unread = Failed.ToValueList() }))
        {
            MeshSession.Current.Remember(service);
            WriteObject(service);
        }
    }

    /// <summary>
    /// Says what is left out aloud when it was asked for by name: every cluster has services over UDP that nobody wants to hear of.
    /// </summary>
    private void WriteOmission(string text)
    {
        if (Array.Exists(Name, WildcardPattern.ContainsWildcardCharacters)) WriteVerbose(text);
        else WriteWarning(text);
    }

    private static bool Matches(string[] patterns, string text) =>
        Array.Exists(patterns, pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text));

    /// <summary>A pattern may find nothing; a name that is meant may not.</summary>
    private void RequireFound(string what, string name, IEnumerable<string> found, List<MeshService> all)
    {
        if (WildcardPattern.ContainsWildcardCharacters(name) || found.Any(known => Matches([name], known))) return;
        throw new MeshException(
            MeshErrorId.ServiceNotFound,
            MeshErrorKind.ObjectNotFound,
            $"There is no {what} '{name}' in {string.Join(", ", _files)}.",
            all.Count > 0 ? $"The files have {string.Join(", ", all)}." : "The files have no Kubernetes Service.",
            name);
    }
}
