#requires -Version 7.4
#requires -Modules MeshFederation
using namespace System.Text
. "$PSScriptRoot/library.ps1"
"root=$PSScriptRoot"
"file=$PSCommandPath"
"called=$($MyInvocation.MyCommand.Name)"
"type=$([StringBuilder].Name)"
"library=$(Get-FromLibrary)"
