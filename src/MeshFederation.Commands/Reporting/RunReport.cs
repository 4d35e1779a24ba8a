using System.Management.Automation;
using MeshFederation.Clusters.Export;
using MeshFederation.Commands.Arguments;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Commands.Reporting;

/// <summary>The report that a command writes of itself with -Report, also when it ends with an error.</summary>
internal sealed class RunReport
{
    private readonly ReportInput _input = new();
    private readonly string _folder;
    private readonly string _path;
    private readonly DocumentFile _file;
    private readonly bool _writes;

    /// <summary>Looks whether the file may be written before anything else is done.</summary>
    /// <param name="command">The command.</param>
    /// <param name="path">The path as it was given.</param>
    /// <param name="writes">Whether the file is written; not with -WhatIf.</param>
    /// <exception cref="MeshException">It is no path of a file, or another program's file.</exception>
    public RunReport(MeshCommand command, string path, bool writes)
    {
        (_path, _folder, _writes) = (path, command.SessionState.Path.CurrentFileSystemLocation.ProviderPath, writes);
        _file = new(FileSystemPath.Resolve(command, path), ReportFormats.Mark(ReportChoice.OfFile(path)));
        _file.Plan(" ");
    }

    public void Add(object item) => _input.Add(PSObject.AsPSObject(item));

    public void AddDeclined() => _input.Add(ReportError.OfDeclined);

    public void AddUnfinished() => _input.Add(ReportError.OfUnfinished);

    public void Add(MeshException exception) => _input.Add(exception);

    /// <summary>Writes the file; a command says so before it ends.</summary>
    /// <exception cref="MeshException">It cannot be written.</exception>
    public void Write()
    {
        var text = _input.Report(_folder).Write(ReportChoice.OfFile(_path));
        if (_writes && _file.Plan(text).Action != FileAction.Unchanged) _file.Write(text);
    }
}
