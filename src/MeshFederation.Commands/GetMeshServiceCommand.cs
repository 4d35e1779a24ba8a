using System.Management.Automation;
using MeshFederation.Clusters.Services;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Reads the services that run in clusters from Kubernetes YAML: ports, versions and service accounts.</summary>
[Cmdlet(VerbsCommon.Get, "MeshService", DefaultParameterSetName = ByPath, HelpUri = HelpLink.Base + "Get-MeshService.md")]
[OutputType(typeof(MeshService))]
public sealed class GetMeshServiceCommand : MeshCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private readonly List<string> _files = [];

    /// <summary>The clusters where what the files say runs.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The clusters where the services run, as in $cluster1, $cluster2.")]
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
    [Parameter]
    [ArgumentCompleter(typeof(NamespaceCompleter))]
    public string DefaultNamespace { get; set; } = "default";

    /// <inheritdoc />
    protected override void Process()
    {
        _files.AddRange(LiteralPath.Select(path => FileSystemPath.Resolve(this, path)));
        _files.AddRange(Path.SelectMany(path => FileSystemPath.ResolveExisting(this, path)));
    }

    /// <inheritdoc />
    protected override void End()
    {
        var documents = _files.Distinct(StringComparer.Ordinal).SelectMany(YamlReader.ReadFile);
        var services = ServiceReader.Read(documents, Cluster.Sound(), DefaultNamespace, WriteWarning).Select(ServiceDeclaration.Check).ToList();
        var found = services.Where(service => Matches(Name, service.Name) && Matches(Namespace, service.Namespace)).ToList();
        if (services.Count == 0) WriteWarning($"There is no Kubernetes Service in {string.Join(", ", _files)}.");
        var within = Namespace is ["*"] ? "" : $" of the namespace {string.Join(", ", Namespace)} named";
        foreach (var name in Name) RequireFound($"service{within}", name, found.Select(service => service.Name), services);
        foreach (var name in Namespace) RequireFound("service in the namespace", name, found.Select(service => service.Namespace), services);
        foreach (var service in found)
        {
            MeshSession.Current.Remember(service);
            WriteObject(service);
        }
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
