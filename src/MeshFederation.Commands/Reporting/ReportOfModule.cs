using System.Reflection;
using MeshFederation.Analysis.Faults;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Commands.Session;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Commands.Reporting;

/// <summary>An empty report of this version of the module.</summary>
internal static class ReportOfModule
{
    private static readonly string Version =
        typeof(MeshReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Makes one, in which nobody sees where the session's kubeconfigs lie.</summary>
    /// <param name="folder">The whole path of the folder that files are named relative to.</param>
    public static MeshReport Make(string folder) => new()
    {
        Rules = FaultCatalog.All,
        Version = Version,
        BaseFolder = folder,
        HiddenFolder =
        [
            .. SessionKubeconfig.Path.Concat(MeshSession.Current.Kubeconfigs)
                .Select(static path => Path.GetDirectoryName(path)).OfType<string>(),
        ],
    };
}
