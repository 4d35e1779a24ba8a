using System.Reflection;
using MeshFederation.Analysis.Faults;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Commands.Reporting;

/// <summary>An empty report of this version of the module.</summary>
internal static class ReportOfModule
{
    private static readonly string Version =
        typeof(MeshReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static MeshReport Make(string folder) => new() { Rules = FaultCatalog.All, Version = Version, BaseFolder = folder };
}
