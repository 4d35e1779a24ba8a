using System.Management.Automation;
using MeshFederation.Clusters.Declarations;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>Reads a federation from a YAML file, and gives its services as they were declared.</summary>
[Cmdlet(VerbsData.Import, "MeshFederation", DefaultParameterSetName = ByPath, HelpUri = HelpLink.Base + "Import-MeshFederation.md")]
[OutputType(typeof(MeshService))]
public sealed class ImportMeshFederationCommand : DeclaringCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private MeshCluster[] _clusters = [];

    /// <summary>The files.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByPath,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "The file of a federation, as in ./bookinfo.federation.yaml.")]
    [SupportsWildcards]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? Path { get; set; } = [];

    /// <summary>The files, wildcards taken literally.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByLiteralPath,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "The file of a federation, as in ./bookinfo.federation.yaml.")]
    [Alias("PSPath", "FullName")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? LiteralPath { get; set; } = [];

    /// <summary>Clusters that count instead of those of their names in the file, as those that Get-MeshCluster has read.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>The kubeconfig that leads to the clusters of the file; the usual ones by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Kubeconfig { get; set; }

    /// <inheritdoc />
    protected override void Begin() => _clusters = Cluster is null ? [] : Read(Cluster);

    /// <inheritdoc />
    protected override void Process()
    {
        var kubeconfig = NamedKubeconfig.Of(this, Kubeconfig);
        foreach (var path in FileSystemPath.Given(this, ParameterSetName == ByLiteralPath, Path, LiteralPath))
        {
            var services = DeclarationFile.Read(path, _clusters, kubeconfig);
            foreach (var service in services) Remember(service);
            WriteObject(services, enumerateCollection: true);
        }
    }

    private static void Remember(MeshService service)
    {
        MeshSession.Current.Remember(service);
        foreach (var cluster in service.ClientCluster) MeshSession.Current.Remember(cluster);
        if (service.Federation is { } federation) MeshSession.Current.RememberFederation(federation.Name);
    }
}
