using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace MeshFederation.Module.Tests;

/// <summary>How the module is loaded, and what it owes a session.</summary>
public sealed class ImportTests
{
    private const string Count = "@(Get-Command -Module MeshFederation).Count";

    private static readonly string Read = $"(Get-MeshService -Path '{Path.Combine(ModuleHost.RepositoryRoot, "samples", "bookinfo.yaml")}' "
        + "-Cluster (New-MeshCluster c)).Count";

    [Fact]
    public void Importing_again_with_Force_keeps_all_cmdlets()
    {
        using var host = new ModuleHost();
        var before = host.Run(Count).Single().ToString();
        Assert.Equal(
            [before, "4"], host.Run($"Import-Module '{ModuleHost.Manifest}' -Force; {Count}; {Read}").Select(value => value.ToString()));
    }

    [Fact]
    public void Removing_and_importing_again_keeps_all_cmdlets()
    {
        using var host = new ModuleHost();
        var before = host.Run(Count).Single().ToString();
        Assert.Equal(
            ["0", before, "4"],
            host.Run($"Remove-Module MeshFederation; {Count}; Import-Module '{ModuleHost.Manifest}'; {Count}; {Read}")
                .Select(value => value.ToString()));
    }

    [Fact]
    public void Removing_it_in_one_runspace_takes_nothing_from_another()
    {
        using var stays = new ModuleHost();
        using var goes = new ModuleHost();
        stays.Run("$null = New-MeshCluster here");
        goes.Run("$null = New-MeshCluster there; Remove-Module MeshFederation");
        Assert.Equal(
            ["here", "4"],
            stays.Run($"(New-MeshServiceEntry a -Cluster here -Port http:80).Cluster[0].Name; {Read}").Select(value => value.ToString()));
        Assert.Equal(
            "MeshClusterNotFound,MeshFederation.Commands.NewMeshServiceEntryCommand",
            goes.Fails(
                $"Import-Module '{ModuleHost.Manifest}'; New-MeshServiceEntry a -Cluster there -Port http:80").FullyQualifiedErrorId);
    }

    [Fact]
    public void Another_YamlDotNet_in_the_session_does_not_matter()
    {
        var other = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "other", "YamlDotNet.dll"));
        using var host = new ModuleHost();
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "apiVersion: v1\nkind: Service\nmetadata: &a {name: a}\nspec: {ports: [{name: http, port: 80}]}\n");
        Assert.Single(host.Run($"Get-MeshService -Path '{file}' -Cluster (New-MeshCluster c)"));
        File.Delete(file);
        var ours = AssemblyLoadContext.All.Single(context => context.Name == "MeshFederation").Assemblies
            .Single(assembly => assembly.GetName().Name == "YamlDotNet");
        Assert.NotEqual(ours.GetName().Version, other.GetName().Version);
    }

    [Fact]
    public void Nothing_third_party_lies_where_the_session_could_load_it()
    {
        var beside = Directory.GetFiles(Path.GetDirectoryName(ModuleHost.Manifest)!, "*.dll")
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
        string[] layers = ["Analysis", "Istio", "Loading", "Model", "Planning", "Reporting", "Routing"];
        Assert.Equal([.. layers.Select(layer => $"MeshFederation.{layer}.dll"), "MeshFederation.dll"], beside);
    }

    [Fact]
    public void What_the_manifest_exports_is_what_there_is()
    {
        using var host = new ModuleHost();
        var exported =
            host.Run("(Get-Module MeshFederation).ExportedCmdlets.Keys").Select(name => name.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(Cmdlets(host).Select(cmdlet => cmdlet.Name).Order(StringComparer.Ordinal), exported);
        Assert.Equal(
            exported, host.Run("[System.Reflection.Assembly]::GetAssembly([MeshFederation.Commands.MeshCommand]).GetExportedTypes() "
                + "| Where-Object { -not $_.IsAbstract -and $_.IsSubclassOf([System.Management.Automation.Cmdlet]) } | ForEach-Object { $a "
                + "= "
                + "$_.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)[0]; $a.VerbName + '-' + $a.NounName }")
                .Select(name => name.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_cmdlet_keeps_the_contract()
    {
        using var host = new ModuleHost();
        var types = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);
        foreach (var cmdlet in Cmdlets(host))
        {
            Assert.NotEmpty(cmdlet.OutputType);
            Assert.False(cmdlet.Noun.EndsWith('s') && !cmdlet.Noun.EndsWith("ss", StringComparison.Ordinal), cmdlet.Noun);
            foreach (var set in cmdlet.ParameterSets)
            {
                Assert.True(set.Parameters.Count(parameter => parameter.ValueFromPipeline) <= 1, $"{cmdlet.Name} {set.Name}");
                Assert.True(set.Parameters.Count(parameter => parameter.Position >= 0) <= 2, $"{cmdlet.Name} {set.Name}");
            }

            foreach (var parameter in cmdlet.Parameters.Values.Where(
                parameter => parameter.Name is "Namespace" or "Context" or "Kubeconfig" or "AddressPool"))
            {
                var type = parameter.ParameterType.IsArray ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
                Assert.Same(types.TryGetValue(parameter.Name, out var known) ? known : types[parameter.Name] = type, type);
            }
        }
    }

    [Fact]
    public void Only_what_writes_outside_the_session_asks_and_can_be_tried()
    {
        using var host = new ModuleHost();
        string[] writing = ["Add", "Export", "Publish", "Remove", "Unpublish", "Undo"];
        Assert.Equal(
            Cmdlets(host).Where(cmdlet => writing.Contains(cmdlet.Verb)).Select(cmdlet => cmdlet.Name),
            Cmdlets(host).Where(cmdlet => cmdlet.Parameters.ContainsKey("WhatIf")).Select(cmdlet => cmdlet.Name));
    }

    [Fact]
    public void Every_type_that_comes_out_has_a_view()
    {
        using var host = new ModuleHost();
        var views =
            string.Concat(Directory.GetFiles(Path.GetDirectoryName(ModuleHost.Manifest)!, "*.format.ps1xml").Select(File.ReadAllText));
        foreach (var type in Cmdlets(host)
            .SelectMany(cmdlet => cmdlet.OutputType)
            .Select(output => output.Name)
            .Where(name => name.StartsWith("MeshFederation", StringComparison.Ordinal)))
        {
            Assert.Contains($"<TypeName>{type}</TypeName>", views, StringComparison.Ordinal);
        }
    }

    private static IReadOnlyList<CmdletInfo> Cmdlets(ModuleHost host) =>
        [.. host.Run("Get-Command -Module MeshFederation").Select(command => (CmdletInfo)command.BaseObject)];
}
