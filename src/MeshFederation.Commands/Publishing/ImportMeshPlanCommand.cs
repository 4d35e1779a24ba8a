using System.Management.Automation;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Clusters.Plans;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands;

/// <summary>Reads a plan that Export-MeshPlan wrote.</summary>
[Cmdlet(VerbsData.Import, "MeshPlan", DefaultParameterSetName = ByPath, HelpUri = HelpLink.Base + "Import-MeshPlan.md")]
[OutputType(typeof(MeshPlan))]
public sealed class ImportMeshPlanCommand : MeshCommand, IDisposable
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private readonly List<PlanKey> _keys = [];

    /// <summary>The files.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByPath,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "The file of Export-MeshPlan, as in ./bookinfo.plan.json.")]
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
        HelpMessage = "The file of Export-MeshPlan, as in ./bookinfo.plan.json.")]
    [Alias("PSPath", "FullName")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? LiteralPath { get; set; } = [];

    /// <summary>
    /// The kubeconfig that leads to the clusters from here, where it is another file than the one that the plan was made with.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Kubeconfig { get; set; }

    /// <summary>The PEM files of public ECDSA keys, by one of which the plan must be signed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] PublicKey { get; set; } = [];

    /// <inheritdoc />
    public void Dispose() => _keys.ForEach(key => key.Dispose());

    /// <inheritdoc />
    protected override void Begin()
    {
        foreach (var path in PublicKey) _keys.Add(PlanKey.ReadPublic(FileSystemPath.Resolve(this, path)));
    }

    /// <inheritdoc />
    protected override void Process()
    {
        LocationOfSession.Tell(SessionState);
        var kubeconfig = NamedKubeconfig.Of(this, Kubeconfig);
        foreach (var path in FileSystemPath.Given(this, ParameterSetName == ByLiteralPath, Path, LiteralPath))
        {
            var plan = PlanFile.Read(path, kubeconfig is null ? OwnOrNamed() : [], _keys);
            if (kubeconfig is not null) plan = PlanFile.With(plan, kubeconfig);
            if (plan.UnnamedKubeconfig.Count > 0) Warn(plan);
            WriteObject(plan);
        }
    }

    /// <summary>
    /// A file may name any kubeconfig, and a kubeconfig any program that gives credentials: one is used when it is the session's own, or
    /// was named in it.
    /// </summary>
    private static IReadOnlyList<string> OwnOrNamed() =>
        [.. SessionKubeconfig.Path, .. MeshSession.Current.Clusters.Select(cluster => cluster.Kubeconfig).OfType<string>()];

    private void Warn(MeshPlan plan) => WriteWarning($"The plan of the federation '{plan.Name}' names the kubeconfig "
        + $"{string.Join(", ", plan.UnnamedKubeconfig.Select(path => $"'{path}'"))}, which nobody named in this session, so "
        + "it is not published by it. Say which leads to its clusters from here: -Kubeconfig.");
}
